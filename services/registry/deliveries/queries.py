"""What waits in the outboxes of all services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from services.registry.db import db
from shared import peers
from shared.doors.errors import Refusal
from shared.queue.waiting import MOST_SHOWN, known_here

NEIGHBOURS = ("events", "grants", "reports")


@dataclass(frozen=True)
class Stuck:
    """One record its recipient does not take, and why."""

    service: str
    recipient: str
    kind: str
    key: str
    reason: str


@dataclass
class Everywhere:
    """What waits on its way, what is refused, and the services that did not answer."""

    waiting: int = 0
    parked: int = 0
    stuck: list[Stuck] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def add(self, service: str, said: dict[str, Any]) -> None:
        """Take in what one service said."""
        self.waiting += said["waiting"] - said["parked"]
        self.parked += said["parked"]
        names = ("recipient", "kind", "key", "reason")
        self.stuck += [Stuck(service, *(row[name] for name in names)) for row in said["stuck"]]


def everywhere() -> Everywhere:
    """What this service and its neighbours know, those that answer."""
    found = Everywhere()
    found.add("registry", known_here(db.session))
    found.silent = ask_each(found.add)
    return found


def ask_each(take: Callable[[str, dict[str, Any]], object], again: bool = False) -> list[str]:
    """Ask each neighbour what waits there, `again`: to send it again first; those that did not answer."""
    silent, question = [], {"most": MOST_SHOWN, "again": again}
    for service in NEIGHBOURS:
        try:
            take(service, peers.ask(service, f"/{service}/internal/outbox", question, retries=0))
        except Refusal:
            silent.append(service)
    return silent
