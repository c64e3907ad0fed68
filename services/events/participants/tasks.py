"""Lists of participants, and who led a gathering, in the queue."""

from __future__ import annotations

from typing import Any

from services.events.db import db
from services.events.gatherings.operations import KNOW_TRAINERS
from services.events.participants.operations.forgetting import FORGETS, READS, forget_lists
from services.events.participants.operations.imports import import_list
from services.events.participants.operations.trainers import know_trainers
from shared.queue import jobs
from shared.queue.jobs import Progress


@jobs.task(READS, db)
def import_participants(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Enter the good rows of an uploaded list."""
    return import_list(data, advance)


@jobs.task(FORGETS, db)
def forget_old_lists(_data: dict[str, Any], _advance: Progress) -> dict[str, Any]:
    """Let go of lists that were kept for as long as they may."""
    return {"forgotten": forget_lists()}


@jobs.task(KNOW_TRAINERS, db)
def link_trainers(data: dict[str, Any], advance: Progress) -> dict[str, Any]:
    """Ask who those are that led gatherings."""
    return {"gatherings": know_trainers(advance)}
