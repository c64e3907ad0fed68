"""Files that somebody sent are looked at in a limited child before anything is done with them."""

from __future__ import annotations

from dataclasses import dataclass

from shared.language.evidence import BROKEN, HEAVY, WAITING
from shared.limited import ChildCrashed, LimitExceeded, Unreadable, run_limited
from shared.opening import glance

LOOK = "shared.opening:look"
CPU_SECONDS, WALL_SECONDS = 2, 8  # for whoever waits at a door
PATIENT_CPU, PATIENT_WALL = 30, 90  # for a job


@dataclass(frozen=True)
class Seen:
    """A file's type, "" for one that is not kept, and why it does not open: "" when it does, None before
    it was looked at; how many pages it has, None where that was not seen."""

    mime: str
    unopened: str | None
    pages: int | None = None


def look_at(data: bytes) -> Seen:
    """Look at a file while somebody waits for the answer. One whose looking takes longer than that is
    WAITING, and proves nothing until a job has had the time."""
    try:
        return Seen(**run_limited(LOOK, data, seconds=WALL_SECONDS, cpu_seconds=CPU_SECONDS))
    except LimitExceeded as error:
        return Seen(glance(data), WAITING if error.limit in ("time", "cpu") else HEAVY)
    except (ChildCrashed, Unreadable):
        return Seen(glance(data), BROKEN)


def look_again(data: bytes) -> Seen:
    """Look at a file with patience; what is too much even so is HEAVY. On a machine too busy to give the
    child its time it stays WAITING."""
    try:
        return Seen(**run_limited(LOOK, data, seconds=PATIENT_WALL, cpu_seconds=PATIENT_CPU))
    except LimitExceeded as error:
        return Seen(glance(data), WAITING if error.limit == "time" else HEAVY)
    except (ChildCrashed, Unreadable):
        return Seen(glance(data), BROKEN)
