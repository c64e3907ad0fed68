"""The measures of a chart: its axes, the values of its lines across, the lines of its title."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from services.reports.pictures.drawing import Value, text_width

Known = Decimal | int
Point = tuple[float, Known]


class Plot(NamedTuple):
    """Where the chart's axes lie, in pixels: x from left by months, y up from the base to `top_value`."""

    left: float
    right: float
    top: float
    base: float
    months: int
    top_value: Decimal

    def x(self, months: float) -> float:
        """So many months from the left."""
        return round(self.left + (self.right - self.left) * months / self.months, 1)

    def y(self, value: Value) -> float:
        """The height of a value."""
        return round(self.base - (self.base - self.top) * float((value or 0) / self.top_value), 1)


def reached(index: int, month: str, today: date | None) -> float:
    """A month's figure stands at its end; that of the month still running stands at today."""
    if today is None or month != f"{today:%Y-%m}":
        return float(index)
    return index - 1 + today.day / days(today)


def days(day: date) -> int:
    """The days of its month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - day.replace(day=1)).days


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The lines of a bold text that keep within `width` pixels."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, 1.05) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def scale_ticks(top: Decimal | int) -> list[Decimal]:
    """Whole round ticks from zero to `top` or just past it: 388 -> 0, 100, 200, 300, 400."""
    rough = max(Decimal(top), Decimal(4)) / 4
    step = next(step for step in round_steps(rough) if step >= rough and step % 1 == 0)
    return [step * i for i in range(max(math.ceil(top / step), 1) + 1)]


def round_steps(rough: Decimal) -> Iterator[Decimal]:
    """Round numbers of about this size, the smallest first."""
    power = Decimal(10) ** rough.adjusted()
    yield from (power * ratio for ratio in (1, 2, Decimal("2.5"), 5, 10))
