"""Obligations, judged."""

from __future__ import annotations

from services.reports.obligations.api import api
from services.reports.obligations.inbox import HANDLERS
from services.reports.obligations.models import ObligationCopy
from services.reports.obligations.views import views
from services.reports.obligations.week import week
from shared.language.roles import READERS
from shared.web.service import Noun

OBLIGATIONS = Noun(
    "obligations",
    tables=(ObligationCopy,),
    listens=HANDLERS,
    pages=views,
    api=api,
    week=week,
    permissions={"obligation.view": READERS},
)
