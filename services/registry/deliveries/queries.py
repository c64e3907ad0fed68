"""What waits in the outboxes of all services."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.db import db
from shared import peers
from shared.doors.transaction import let_go
from shared.queue.waiting import MOST_SHOWN, Known, known_here

NEIGHBOURS = ("events", "grants", "reports")


@dataclass(frozen=True)
class Everywhere:
    """What each service that answered knows of its outbox."""

    known: dict[str, Known]

    @property
    def waiting(self) -> int:
        """How many records are on their way."""
        return sum(one.waiting - one.parked for one in self.known.values())

    @property
    def parked(self) -> int:
        """How many are not taken by their recipient."""
        return sum(one.parked for one in self.known.values())

    @property
    def silent(self) -> list[str]:
        """The neighbours that did not answer."""
        return [service for service in NEIGHBOURS if service not in self.known]


def everywhere() -> Everywhere:
    """What this service and its neighbours know."""
    return Everywhere({"registry": known_here(db.session), **neighbours()})


def neighbours(again: bool = False) -> dict[str, Known]:
    """What waits at each neighbour that answers; `again`: after letting it be sent once more."""
    let_go()  # no transaction waits for them
    question = {"most": MOST_SHOWN, "again": again}

    def known_at(service: str) -> Known:
        return peers.typed(peers.ask(service, f"/{service}/internal/outbox", question, retries=0), Known)

    return peers.ask_each(NEIGHBOURS, known_at)[0]
