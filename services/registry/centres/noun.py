"""Community centres."""

from __future__ import annotations

from services.registry.centres.cards import on_organisation
from services.registry.centres.models import Centre
from services.registry.centres.operations import centre_record
from services.registry.centres.proof import CENTRE
from services.registry.centres.views import views
from services.registry.centres.wording import centre, words
from shared.language.roles import READERS, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

CENTRES = Noun(
    "centres",
    tables=(Centre,),
    sends=(Sends(Centre, centre_record),),
    pages=views,
    words=words,
    permissions={"centre.view": READERS, "centre.open": RECORDERS},
    proves=(CENTRE,),
    cards={"organisation": on_organisation},
    told={"centres": centre},
)
