"""Why a gathering brings nothing to the figure of its activity: the first reason that keeps it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from shared.language.expressions import Expression


class Reason(Enum):
    """What keeps a gathering out; LACKING is that it took place and brought nothing that is counted."""

    CANCELLED = auto()
    ANOTHER_TYPE = auto()
    NOT_HELD = auto()
    TO_COME = auto()
    LACKING = auto()


@dataclass(frozen=True)
class Held:
    """What decides about a gathering: its state, its type and its day."""

    status: str
    type: str
    day: date


@dataclass(frozen=True)
class Idle:
    """A gathering that brings nothing: its key, which, where, when, its type, and the reason;
    `measure` is what the figure counts."""

    key: str
    title: str
    href: str
    settlement: str
    day: date
    type: str
    reason: Reason
    measure: Expression


def reason(held: Held, measure: Expression, until: date) -> Reason:
    """The first reason."""
    if held.status == "cancelled":
        return Reason.CANCELLED
    if measure.subtypes and held.type not in measure.subtypes:
        return Reason.ANOTHER_TYPE
    if held.status != "held":
        return Reason.NOT_HELD
    return Reason.TO_COME if held.day > until else Reason.LACKING
