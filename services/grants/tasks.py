"""The work of grants in the queue."""

from __future__ import annotations

import dramatiq

from services.grants.db import db
from shared import outbox, queue

assert queue.broker


@dramatiq.actor(actor_name="grants.deliver", queue_name="grants", max_retries=0)
def deliver() -> None:
    """Send published records to reports."""
    outbox.deliver(db.session)


outbox.ring_after_commit(db.session, deliver)
