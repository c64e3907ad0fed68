"""Dated gatherings."""

from __future__ import annotations

from services.events.gatherings.api import api
from services.events.gatherings.held import HELD
from services.events.gatherings.importing import IMPORTED
from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import asked_about
from services.events.gatherings.proof import GATHERING
from services.events.gatherings.queries import get_gathering
from services.events.gatherings.record import gathering_record
from services.events.gatherings.views import views
from services.events.gatherings.week import week
from services.events.gatherings.wording.names import words
from services.events.gatherings.wording.told import gathering
from shared.language.roles import PRESENT, PROJECT_LEAD, READERS
from shared.plugins.retention import Answered
from shared.queue.outbox import Sends
from shared.web.service import Noun

GATHERINGS = Noun(
    "gatherings",
    tables=(Gathering,),
    sends=(Sends(Gathering, gathering_record),),
    pages=views,
    week=week,
    api=api,
    holds=(HELD,),
    permissions={"gathering.view": READERS, "gathering.record": PRESENT, "gathering.waive": (PROJECT_LEAD,)},
    proves=(GATHERING,),
    answers=(Answered(Gathering, asked_about, get_gathering, "gathering_id"),),
    words=words,
    imports=(IMPORTED,),
    told={"gatherings": gathering},
)
