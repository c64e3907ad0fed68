"""The queues of a service: its own, and lanes beside it for what takes long and must keep nothing waiting."""

from __future__ import annotations

DOCUMENTS = "documents"


def queue_of(service: str, lane: str = "") -> str:
    """The queue of a service, or of one of its lanes."""
    return f"{service}-{lane}" if lane else service


def service_of(queue: str) -> str:
    """The service a queue belongs to."""
    return queue.partition("-")[0]
