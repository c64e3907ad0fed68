"""The overview and the page of an indicator."""

from __future__ import annotations

from services.reports.dashboard.views import views
from services.reports.dashboard.week import week
from services.reports.dashboard.wording.pages import words
from shared.web.service import Noun

DASHBOARD = Noun(
    "dashboard",
    pages=views,
    week=week,
    words=words,
)
