"""At a start rules are written down of the contests that were opened before rules were kept."""

from __future__ import annotations

from typing import Any

from services.grants.db import db
from services.grants.rule_decisions.operations import keep_missing
from shared.doors.transaction import commit
from shared.queue import jobs
from shared.queue.jobs import Progress

KEEP = "grants.rules"


@jobs.task(KEEP, db)
def keep(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Write down the rules of each such contest; a plugin that cannot be asked waits for the next start."""
    kept = keep_missing()
    commit()
    return {"kept": kept}
