"""Dispatches: the short way to tell of a gathering that was held."""

from __future__ import annotations

from services.events.dispatches.views import views
from services.events.dispatches.week import week
from shared.web.service import Noun

DISPATCHES = Noun("dispatches", pages=views, week=week)
