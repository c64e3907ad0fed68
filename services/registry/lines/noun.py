"""The lines of a draft by hand."""

from __future__ import annotations

from services.registry.lines.api import api
from services.registry.lines.views import views
from shared.web.service import Noun

LINES = Noun("lines", pages=views, api=api)
