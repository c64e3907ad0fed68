"""How often and how long requests and pieces of work take.

Every process keeps what it counts in a file of its own (of prometheus_client); those of a home are read
together. A file belongs to a place, not to a process id: the process that comes after one that ended goes on
where that one stopped, so that files do not grow in number.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path

from prometheus_client import Histogram, values

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


@dataclass(frozen=True)
class Gauge:
    """How something stands now; `labels` tell one value from another and never name a person."""

    name: str
    means: str
    value: int | Decimal
    labels: dict[str, str] = field(default_factory=dict)


Gauges = Callable[[], Iterable[Gauge]]


class Place:
    """The lowest number no other living process of this home has; kept as long as this process lives."""

    def __init__(self) -> None:
        self.process, self.number = 0, ""

    def __call__(self) -> str:
        if self.process != os.getpid():
            self.process, self.number = os.getpid(), taken(Path(os.environ[FOLDER]))
        return self.number


def taken(folder: Path) -> str:
    """The number of a place that was free; the lock on its file ends with the process."""
    for number in count():
        handle = os.open(folder / f"place-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return str(number)
    raise AssertionError


PLACE = Place()
if os.environ.get(FOLDER):
    values.ValueClass = values.MultiProcessValue(PLACE)
REQUESTS = Histogram(
    "asar_request_seconds",
    "Requests by their rule, and how long they took",
    ("service", "method", "route", "status"),
    buckets=SECONDS,
    registry=None,
)
WORK = Histogram(
    "asar_work_seconds",
    "Pieces of work in the queue, how they ended and how long they took",
    ("service", "work", "state"),
    buckets=SECONDS,
    registry=None,
)
