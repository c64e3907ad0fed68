"""The pages of events, put together."""
from __future__ import annotations

from services.events.pages import pages

blueprints: list = [pages]
