"""What the services of a running suite say of themselves at /healthz."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Failure:
    """A plugin that failed: in which regions, what that stops, and what goes on without it."""

    name: str
    reason: str
    regions: tuple[str, ...]
    stopped: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Outbox:
    """What waits to be sent, what was refused, and for how many seconds the oldest waits."""

    waiting: int = 0
    parked: int = 0
    oldest_seconds: int = 0


@dataclass(frozen=True)
class Words:
    """What one service says; `error` is why it is down."""

    status: str
    error: str
    failures: tuple[Failure, ...]
    alarms: tuple[str, ...]
    outbox: Outbox


def read_health(document: str) -> dict[str, Words]:
    """What each service says, by its name."""
    return {name: read_words(said) for name, said in json.loads(document)["services"].items()}


def read_words(said: Mapping[str, Any]) -> Words:
    """One service's words; a service that is down says little."""
    return Words(
        status=said.get("status", ""),
        error=said.get("error", "down"),
        failures=tuple(map(read_failure, said.get("plugin_failures", ()))),
        alarms=tuple(said.get("alarms", ())),
        outbox=read_outbox(said.get("outbox") or {}),
    )


def read_failure(said: Mapping[str, Any]) -> Failure:
    """A plugin's failure."""
    lists = (tuple(said[name]) for name in ("regions", "stopped", "left_out"))
    return Failure(said["name"], said["reason"], *lists)


def read_outbox(said: Mapping[str, Any]) -> Outbox:
    """What an outbox says; one that says nothing is empty."""
    return Outbox(said.get("waiting", 0), said.get("parked", 0), said.get("oldest_seconds", 0))
