"""The registry's work in the queue."""

from __future__ import annotations

import dramatiq

from services.registry.db import db
from shared import outbox, queue

assert queue.broker


@dramatiq.actor(actor_name="registry.deliver", queue_name="registry", max_retries=0)
def deliver() -> None:
    """Send published records to the other services."""
    outbox.deliver(db.session)


outbox.ring_after_commit(db.session, deliver)
