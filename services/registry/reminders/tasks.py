"""Reminders in the queue."""

from __future__ import annotations

import uuid
from typing import Any

from services.registry.db import db
from services.registry.reminders.operations.delivering import deliver_reminder, end_dropped
from services.registry.reminders.operations.sending import SEND
from shared.acts.doer import work
from shared.queue import jobs
from shared.queue.jobs import Progress
from shared.queue.ticks import seldom

EVERY = 60  # seconds


@jobs.task(SEND, db)
def send_reminder(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Send one reminder from here."""
    last = advance.attempts >= jobs.MOST_ATTEMPTS
    return {"state": deliver_reminder(uuid.UUID(data["reminder"]), last)}


def look() -> None:
    """End the reminders whose work was given up."""
    with work(SEND):
        end_dropped()


end_what_was_given_up = seldom(look, EVERY)
