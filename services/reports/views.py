"""The pages of reports, put together."""

from __future__ import annotations

from services.reports.dashboard.views import views as dashboard
from services.reports.pages import pages
from services.reports.reports.views import views as reports

blueprints = [pages, dashboard, reports]
