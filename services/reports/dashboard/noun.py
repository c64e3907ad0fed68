"""The overview and the page of an indicator."""

from __future__ import annotations

from services.reports.dashboard.views import views
from services.reports.pages import names
from shared.web.service import Noun

DASHBOARD = Noun(
    "dashboard",
    pages=views,
    words=names,
)
