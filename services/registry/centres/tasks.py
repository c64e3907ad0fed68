"""At a start it is looked what a change of plugins prints of centres."""

from __future__ import annotations

from typing import Any

from services.registry.centres.operations.printing import print_more
from services.registry.db import db
from shared.queue import jobs
from shared.queue.jobs import Progress

PRINT = "registry.centre_answers"


@jobs.task(PRINT, db)
def print_answers(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Write down what is printed since."""
    return {"changed": print_more()}
