"""Obligations."""

from __future__ import annotations

from services.registry.obligations.api import api
from services.registry.obligations.models import Obligation, Postponement, PutOff
from services.registry.obligations.proof import OBLIGATION, POSTPONEMENT
from services.registry.obligations.record import obligation_record
from services.registry.obligations.views import views
from services.registry.obligations.week import week
from services.registry.obligations.wording import obligation, postponement, put_off, words
from shared.language.roles import LEADS, READERS, TEAM
from shared.queue.outbox import Sends
from shared.web.service import Noun

OBLIGATIONS = Noun(
    "obligations",
    tables=(Obligation, Postponement, PutOff),
    sends=(Sends(Obligation, obligation_record),),
    pages=views,
    api=api,
    words=words,
    week=week,
    permissions={
        "obligation.view": READERS,
        "obligation.confirm": LEADS,
        "obligation.fulfil": TEAM,
    },
    proves=(OBLIGATION, POSTPONEMENT),
    told={"obligations": obligation, "postponements": postponement, "put_off_days": put_off},
)
