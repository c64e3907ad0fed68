"""The work of events in the queue."""

from __future__ import annotations

from typing import Any

import dramatiq

from services.events.db import db
from services.events.participants.imports import import_list
from shared import jobs, outbox, queue
from shared.jobs import Progress

assert queue.broker


@dramatiq.actor(actor_name="events.deliver", queue_name="events", max_retries=0)
def deliver() -> None:
    """Send published records to reports."""
    outbox.deliver(db.session)


@jobs.task("events.import_participants", db)
def import_participants(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Enter the good rows of an uploaded list."""
    return import_list(data, advance)


outbox.ring_after_commit(db.session, deliver)
