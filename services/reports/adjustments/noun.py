"""Adjustments."""

from __future__ import annotations

from services.reports.adjustments.api import api
from services.reports.adjustments.models import Adjustment
from services.reports.adjustments.proof import ADJUSTMENT
from services.reports.adjustments.views import views
from services.reports.adjustments.week import week
from services.reports.adjustments.wording import adjustment, words
from shared.language.roles import LEADS, OFFICE, READERS
from shared.web.service import Noun

ADJUSTMENTS = Noun(
    "adjustments",
    tables=(Adjustment,),
    pages=views,
    api=api,
    words=words,
    week=week,
    permissions={
        "adjustment.view": READERS,
        "adjustment.propose": OFFICE,
        "adjustment.approve": LEADS,  # never its author, whatever his role
    },
    proves=(ADJUSTMENT,),
    told={"adjustments": adjustment},
)
