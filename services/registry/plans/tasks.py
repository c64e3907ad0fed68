"""At a start rules are written down of the plans that were approved before rules were kept."""

from __future__ import annotations

from typing import Any

from services.registry.db import db
from services.registry.plans.operations import KEEP, keep_missing_rules
from shared.doors.transaction import commit
from shared.queue import jobs
from shared.queue.jobs import Progress


@jobs.task(KEEP, db)
def keep(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Write down the rules of each such plan; a plugin that cannot be asked waits for the next start."""
    kept = keep_missing_rules()
    commit()
    return {"kept": kept}
