"""Lists of participants, and who led a gathering, in the queue."""

from __future__ import annotations

from typing import Any

from services.events.db import db
from services.events.gatherings.operations import KNOW_TRAINERS
from services.events.participants.operations.imports import import_list
from services.events.participants.operations.trainers import know_trainers
from shared.queue import jobs
from shared.queue.jobs import Progress


@jobs.task("events.import_participants", db)
def import_participants(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Enter the good rows of an uploaded list."""
    return import_list(data, advance)


@jobs.task(KNOW_TRAINERS, db)
def link_trainers(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Ask who those are that led gatherings."""
    return {"gatherings": know_trainers(advance)}
