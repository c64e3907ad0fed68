"""Reminders in the queue."""

from __future__ import annotations

import uuid
from typing import Any

from services.registry.db import db
from services.registry.reminders.operations.delivering import deliver_reminder
from services.registry.reminders.operations.sending import SEND
from shared.queue import jobs
from shared.queue.jobs import Progress


@jobs.task(SEND, db)
def send_reminder(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Send one reminder from here."""
    last = advance.attempts >= jobs.MOST_ATTEMPTS
    return {"state": deliver_reminder(uuid.UUID(data["reminder"]), last)}
