"""What a run is asked for, and what it has shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from deploy.fuzz.judging import Wrong


@dataclass(frozen=True)
class Plan:
    """How many cases, from which seed, of which services, of which calls."""

    cases: int
    seed: int
    services: Sequence[str]
    matching: str = ""


@dataclass
class Found:
    """Something wrong: how often, and the first request that showed it."""

    times: int
    curl: str
    answer: str


@dataclass
class Line:
    """What became of one call."""

    name: str
    statuses: Counter[int] = field(default_factory=Counter)
    found: dict[Wrong, Found] = field(default_factory=dict)
    slowest: float = 0.0

    @property
    def cases(self) -> int:
        """How many there were."""
        return self.statuses.total()

    def of(self, hundred: int) -> int:
        """How many were answered with 2xx, 4xx, 5xx; 0 is no answer at all."""
        return sum(times for status, times in self.statuses.items() if status // 100 == hundred)


@dataclass
class Told:
    """What a run has shown."""

    plan: Plan
    lines: list[Line] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def cases(self) -> int:
        """How many there were."""
        return sum(line.cases for line in self.lines)

    @property
    def is_clean(self) -> bool:
        """Whether every answer was as its document says, and there were answers."""
        return self.cases > 0 and not any(line.found for line in self.lines)
