"""What the forms of a session's problems begin with."""

from __future__ import annotations

from typing import Any

from services.events.problems.models import Problem, Protocol
from services.events.problems.schemas import ProtocolIn
from shared.language.problems import MEDIUM

FIELDS = ("title", "title_kk", "votes", "sector", "priority", "settlement")


def begun() -> dict[str, Any]:
    """Start values of a new problem."""
    return {"priority": MEDIUM}


def present(item: Problem) -> dict[str, Any]:
    """Start values of the form that corrects a problem."""
    return {name: getattr(item, name) for name in FIELDS}


def protocol(item: Protocol | None) -> dict[str, Any]:
    """Start values of a session's protocol."""
    return {name: getattr(item, name) for name in ProtocolIn().fields} if item else {}
