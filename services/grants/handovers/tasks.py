"""What is done in the queue: the regulation that came with a fund attaches itself."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping

import dramatiq

from services.grants.handovers.operations import attach_papers, hashes_of
from services.grants.handovers.queries import Come, come, without_papers
from shared.doors.errors import Refusal
from shared.doors.transaction import carry_out, let_go
from shared.queue.broker import doorbell
from shared.queue.ticks import seldom

log = logging.getLogger("asar.handovers")
EVERY = 60  # seconds


@dramatiq.actor(actor_name="grants.attach_papers", queue_name="grants", max_retries=0, time_limit=60_000)
def attaching() -> None:
    """Attach what has come of the papers of funds that were taken; without the registry it waits."""
    wanted = {row.id: hashes_of(row) for row in without_papers()}
    hashes = set[str]().union(*wanted.values())
    let_go()
    try:
        here = {file.sha256: file for file in come(hashes)} if hashes else {}
    except Refusal as refusal:
        log.warning("papers of handed funds wait for the registry: %s", refusal.code)
        return
    for handover_id in wanted if here else ():
        attach_one(handover_id, here)


def attach_one(handover_id: uuid.UUID, here: Mapping[str, Come]) -> None:
    """Attach what has come of one fund; a paper that is refused keeps those of no other fund waiting."""
    try:
        carry_out(attach_papers, handover_id, here)
    except Refusal as refusal:
        log.warning("papers of handover %s are not attached: %s", handover_id, refusal.code)


def look() -> None:
    """Ring where papers are missing."""
    if without_papers():
        doorbell.ring(attaching)


ring = seldom(look, EVERY)
