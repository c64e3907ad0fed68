"""Reports in the queue."""

from __future__ import annotations

from typing import Any

from services.reports.db import db
from services.reports.reports import operations
from services.reports.reports.wording import SEALED
from shared.queue import jobs
from shared.queue.jobs import Progress
from shared.queue.lanes import DOCUMENTS


@jobs.task("reports.build", db, DOCUMENTS)
def build(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Seal a report and make its documents."""
    return operations.build(data, advance, SEALED)
