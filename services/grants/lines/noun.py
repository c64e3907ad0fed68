"""Records by the line of the plan they stand on."""

from __future__ import annotations

from services.grants.lines.views import views
from shared.web.service import Noun

LINES = Noun("lines", pages=views)
