"""What is done in the queue: asking the deployment above what is new."""

from __future__ import annotations

import dramatiq

from services.registry.deployments.queries import sends_up
from services.registry.handed.operations.exchanging import pull
from shared.acts.doer import work
from shared.queue.broker import doorbell
from shared.queue.ticks import seldom

EVERY = 60  # seconds


@dramatiq.actor(actor_name="registry.pull_handed", queue_name="registry", max_retries=0, time_limit=600_000)
def pulling() -> None:
    """Ask the deployment above what is new."""
    with work("registry.pull_handed"):
        pull()


def look() -> None:
    """Ring once a minute; whether there is a line shows when it is tried."""
    if sends_up():
        doorbell.ring(pulling)


ring = seldom(look, EVERY)
