"""Records by the line of the plan they stand on."""

from __future__ import annotations

from services.events.lines.views import views
from shared.web.service import Noun

LINES = Noun("lines", pages=views)
