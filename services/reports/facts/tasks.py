"""Every night the figures are compared with what their records say."""

from __future__ import annotations

import logging
from typing import Any

from services.reports.db import db
from services.reports.facts.operations.rebuilding import CHECK, compare
from services.reports.facts.wording import in_words
from shared.queue import jobs
from shared.queue.jobs import Progress

log = logging.getLogger("asar.figures")
MOST_TOLD = 20


@jobs.task(CHECK, db)
def check(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Compare, raise an alarm on a difference: in the log here, in /healthz by what is answered."""
    lines = [in_words(difference) for difference in compare(db.session)]
    for line in lines[:MOST_TOLD]:
        log.error("figures differ from their records: %s", line)
    return {"differences": len(lines), "first": lines[:MOST_TOLD]}
