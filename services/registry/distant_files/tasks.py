"""What is done in the queue: files, as long as there is a line."""

from __future__ import annotations

import os

import dramatiq

from services.registry.deployments.queries import sends_up
from services.registry.distant_files.operations.asking import AT_ONCE, ask_for_all, ask_for_papers
from services.registry.distant_files.operations.exchanging import exchange
from shared.doors.transaction import carry_out
from shared.queue.broker import doorbell
from shared.queue.ticks import seldom

EVERY, ALL = 30, "all"  # seconds


@dramatiq.actor(actor_name="registry.move_files", queue_name="registry", max_retries=0, time_limit=900_000)
def moving() -> None:
    """Ask for what is wished by setting, give and take what the line allows."""
    if os.environ.get("ASAR_DISTANT_FILES") == ALL:
        while carry_out(ask_for_all) == AT_ONCE:
            pass
    if sends_up():
        carry_out(ask_for_papers)
        exchange()


def look() -> None:
    """Ring where there is anything to do."""
    if sends_up() or os.environ.get("ASAR_DISTANT_FILES") == ALL:
        doorbell.ring(moving)


ring = seldom(look, EVERY)
