"""Answering questionnaires without signing in."""

from __future__ import annotations

from services.events.answering.views import views
from shared.web.service import Noun

ANSWERING = Noun("answering", pages=views)
