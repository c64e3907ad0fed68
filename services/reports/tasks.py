"""The work of reports in the queue."""

from __future__ import annotations

from typing import Any

import dramatiq

from services.reports.db import db
from services.reports.reports import operations
from shared import jobs, outbox, queue
from shared.jobs import Progress

assert queue.broker


@dramatiq.actor(actor_name="reports.deliver", queue_name="reports", max_retries=0)
def deliver() -> None:
    """Send published records to an upstream centre."""
    outbox.deliver(db.session)


@jobs.task("reports.build", db)
def build(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Seal a report and make its documents."""
    return operations.build(data, advance)


outbox.ring_after_commit(db.session, deliver)
