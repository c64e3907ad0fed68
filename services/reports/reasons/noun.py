"""Reasons of deviations."""

from __future__ import annotations

from services.reports.reasons.api import api
from services.reports.reasons.cards import on_indicator
from services.reports.reasons.models import Reason
from services.reports.reasons.views import views
from services.reports.reasons.wording import reason
from shared.language.roles import READERS, RECORDERS
from shared.web.service import Noun

REASONS = Noun(
    "reasons",
    tables=(Reason,),
    pages=views,
    api=api,
    permissions={"reason.view": READERS, "reason.write": RECORDERS},
    cards={"indicator": on_indicator},
    told={"reasons": reason},
)
