"""Community centres."""

from __future__ import annotations

from functools import partial

from services.registry.centres.api import api
from services.registry.centres.cards import on_organisation
from services.registry.centres.importing import IMPORTED
from services.registry.centres.models import Centre, Equipment, Funding
from services.registry.centres.operations.opening import asked_of
from services.registry.centres.proof import CENTRE, FUNDING
from services.registry.centres.queries import get_centre
from services.registry.centres.record import centre_record
from services.registry.centres.tasks import PRINT, print_answers
from services.registry.centres.views import views
from services.registry.centres.wording import centre, equipment, funding, words
from shared.language.roles import LEADS, READERS, RECORDERS
from shared.plugins.retention import Answered
from shared.queue.outbox import Sends
from shared.web.service import Noun

CENTRES = Noun(
    "centres",
    tables=(Centre, Equipment, Funding),
    sends=(Sends(Centre, centre_record),),
    pages=views,
    api=api,
    words=words,
    imports=(IMPORTED,),
    tasks=(print_answers,),
    starts=(PRINT,),
    permissions={"centre.view": READERS, "centre.open": RECORDERS, "centre.end": LEADS},
    proves=(CENTRE, FUNDING),
    cards={"organisation": on_organisation},
    answers=(Answered(Centre, asked_of, partial(get_centre, permission="centre.view"), "centre_id"),),
    told={"centres": centre, "centre_equipment": equipment, "centre_fundings": funding},
)
