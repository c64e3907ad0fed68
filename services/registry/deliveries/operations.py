"""Letting what was refused be sent again."""

from __future__ import annotations

from services.registry.db import db
from services.registry.deliveries.queries import Everywhere, neighbours
from shared.queue.waiting import retry_here


def retry_everywhere() -> list[str]:
    """Let every service send again what waits or was refused; those that did not answer.
    The neighbours first: whoever publishes here meanwhile must not wait for them."""
    answered = neighbours(again=True)
    retry_here(db.session)
    return Everywhere(answered).silent
