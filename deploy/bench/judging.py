"""What was promised, what was measured, and whether the one is kept by the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.bench.sizes import SIZES

RATIO, SECONDS, RATE, SHARE, MEGABYTES = "ratio", "seconds", "rate", "share", "megabytes"
MORE_IS_BETTER = {RATIO, RATE}
TOLERANCE = 0.75  # of a former figure: what a machine that is busy with other work may cost
FORMER = Path(__file__).with_name("former.json")


@dataclass(frozen=True)
class Promise:
    """What must hold of a row at the largest size measured, and how it may grow from the smallest.

    `unit` says what the amount is: bare time : our time, seconds, so many a second, a share of a core, MB.
    """

    name: str
    words: str
    unit: str
    limit: float
    growth: float | None = None


@dataclass(frozen=True)
class Reading:
    """One amount as it was measured in a programme of a size; `bare` is the twin's in the same run, of a row
    without a twin the bare list's, `note` what stands beside."""

    name: str
    size: str
    amount: float
    bare: float | None = None
    note: str = ""

    @property
    def relative(self) -> float | None:
        """The amount by the bare request of the same run, so that machines can be compared."""
        return self.amount / self.bare if self.bare else None


@dataclass(frozen=True)
class Verdict:
    """A promise with what was measured, smallest size first."""

    promise: Promise
    readings: tuple[Reading, ...]
    former: float | None = None

    @property
    def last(self) -> Reading:
        """What is judged: the largest size."""
        return self.readings[-1]

    @property
    def amount(self) -> float:
        """The amount of the promise's unit."""
        return amount_of(self.promise, self.last)

    @property
    def growth(self) -> float | None:
        """How many times the smallest size's amount the largest's is."""
        first = self.readings[0]
        return self.last.amount / first.amount if len(self.readings) > 1 and first.amount else None

    @property
    def kept(self) -> bool:
        """Whether the promise is kept, growth included."""
        within = reaches(self.promise, self.amount, self.promise.limit)
        grown = self.promise.growth is not None and (self.growth or 0) > self.promise.growth
        return within and not grown

    @property
    def as_before(self) -> bool:
        """Whether it is no worse than it was, but for the noise."""
        now = compared(self.promise, self.last)
        if self.former is None or now is None:
            return True
        better = self.promise.unit in MORE_IS_BETTER
        return reaches(self.promise, now, self.former * TOLERANCE if better else self.former / TOLERANCE)


def reaches(promise: Promise, amount: float, limit: float) -> bool:
    """Whether an amount is on the good side of a limit."""
    return amount >= limit if promise.unit in MORE_IS_BETTER else amount <= limit


def amount_of(promise: Promise, reading: Reading) -> float:
    """A reading in the unit of its promise."""
    if promise.unit == RATIO:
        return reading.bare / reading.amount if reading.bare else 0.0
    return reading.amount


def compared(promise: Promise, reading: Reading) -> float | None:
    """What is compared with former runs: a ratio, or an amount by the bare request; of what stands still
    nothing."""
    if promise.unit == RATIO:
        return amount_of(promise, reading)
    if promise.unit == RATE:
        return reading.amount * reading.bare if reading.bare else None
    return reading.relative if promise.unit == SECONDS else None


def judged(
    promises: Sequence[Promise], readings: Sequence[Reading], former: Mapping[str, float]
) -> Iterator[Verdict]:
    """Every promise something was measured of."""
    order = list(SIZES)
    by_size = sorted(readings, key=lambda reading: order.index(reading.size))
    for promise in promises:
        mine = tuple(reading for reading in by_size if reading.name == promise.name)
        if mine:
            yield Verdict(promise, mine, former.get(f"{promise.name} {mine[-1].size}"))


def former_figures(file: Path = FORMER) -> dict[str, float]:
    """What was measured before, by row and size."""
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def keep(verdicts: Sequence[Verdict], file: Path = FORMER) -> None:
    """Keep the figures of this run as those to compare the next with; what was not measured stays."""
    kept: dict[str, Any] = former_figures(file)
    for verdict in verdicts:
        now = compared(verdict.promise, verdict.last)
        if now is not None:
            kept[f"{verdict.promise.name} {verdict.last.size}"] = float(f"{now:.3g}")
    file.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", "utf-8")
