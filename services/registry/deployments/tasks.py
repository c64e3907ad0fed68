"""What is done in the queue: going up, as long as there is a line."""

from __future__ import annotations

import dramatiq

from services.registry.deployments.operations.going_up import go_up
from services.registry.deployments.queries import sends_up
from shared.queue.broker import doorbell
from shared.queue.ticks import seldom

EVERY = 5  # seconds


@dramatiq.actor(actor_name="registry.go_up", queue_name="registry", max_retries=0, time_limit=900_000)
def going_up() -> None:
    """Send what waits to the installation above."""
    go_up()


def look() -> None:
    """Ring for what waits; whether there is a line shows when it is tried."""
    if sends_up():
        doorbell.ring(going_up)


ring = seldom(look, EVERY)
