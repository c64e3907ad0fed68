"""The media plan of a project: its board, its calendar, its document."""

from __future__ import annotations

from services.events.media_plans.views import views
from services.events.media_plans.wording import words
from shared.web.service import Noun

MEDIA_PLANS = Noun("media_plans", pages=views, words=words)
