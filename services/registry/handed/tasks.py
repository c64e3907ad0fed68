"""What is done in the queue: asking the deployment above what is new."""

from __future__ import annotations

import dramatiq

from services.registry.deployments.queries import sends_up
from services.registry.handed.operations.exchanging import look, pull
from shared.acts.doer import work
from shared.queue.broker import doorbell
from shared.queue.ticks import Tick, seldom

EVERY, LOOKS = 60, 10  # seconds


@dramatiq.actor(actor_name="registry.pull_handed", queue_name="registry", max_retries=0, time_limit=600_000)
def pulling() -> None:
    """Ask the deployment above what is new."""
    with work("registry.pull_handed"):
        pull()


@dramatiq.actor(actor_name="registry.look_above", queue_name="registry", max_retries=0, time_limit=600_000)
def looking() -> None:
    """Ask whether what the deployment above said last has come."""
    with work("registry.look_above"):
        look()


def rung(task: dramatiq.Actor) -> Tick:
    """A tick that rings where this is a region's home; whether there is a line shows when it is tried."""
    return lambda: doorbell.ring(task) if sends_up() else None


ring, ring_to_look = seldom(rung(pulling), EVERY), seldom(rung(looking), LOOKS)
