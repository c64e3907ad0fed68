"""My week: the page everybody lands on."""

from __future__ import annotations

from services.registry.home.views import views
from services.registry.home.wording import words
from shared.web.service import Noun

HOME = Noun("home", pages=views, words=words)
"""What waits for somebody in all four services: seven cards, the most urgent first."""
