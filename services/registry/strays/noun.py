"""Centres, memoranda and village plans on lines that are no longer in the plan."""

from __future__ import annotations

from services.registry.strays.views import views
from shared.web.service import Noun

STRAYS = Noun("strays", pages=views)
