"""Funds on their way between deployments: one owner for each tenge."""

from __future__ import annotations

from services.grants.handovers.api import api
from services.grants.handovers.cards import on_contest
from services.grants.handovers.inbox import HANDLERS
from services.grants.handovers.models import Handover
from services.grants.handovers.queries import MAKE, VIEW
from services.grants.handovers.record import own_record
from services.grants.handovers.tasks import attaching, ring
from services.grants.handovers.views import views
from services.grants.handovers.week import week
from services.grants.handovers.wording import alarm, handover, words
from shared.language.roles import PROJECT_LEAD, READERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

HANDOVERS = Noun(
    "handovers",
    tables=(Handover,),
    sends=(Sends(Handover, own_record),),
    listens=HANDLERS,
    pages=views,
    api=api,
    words=words,
    week=week,
    cards={"contest": on_contest},
    permissions={VIEW: READERS, MAKE: (PROJECT_LEAD,)},
    told={"handovers": handover},
    alarm=alarm,
    tasks=(attaching,),
    ticks=(ring,),
)
