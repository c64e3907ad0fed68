"""The labels beside the ends of a chart's lines, instead of a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from services.reports.pictures.drawing import text_width
from services.reports.pictures.plot import Known, Plot, Point
from shared.i18n import format_number

APART = 36  # between two labels at one edge


@dataclass(frozen=True)
class End:
    """The label at the last point of a line; `inline` is one that stands on the chart itself."""

    kind: str
    text: str
    figure: str
    x: float
    y: float
    inline: bool = False
    anchor: str = "start"

    @property
    def wide(self) -> float:
        """The width of its text and its figure in one line."""
        return text_width(f"{self.text} {self.figure}", 13, 1.08)


def line_ends(
    plan: Sequence[Point], fact: Sequence[Point], plot: Plot, words: Mapping[str, str], locale: str
) -> list[End]:
    """The labels of the lines that there are, the plan's first; two at one edge stand one above the other."""
    planned = [line_end("plan", words, plan[-1], plot, locale)] if plan else []
    if not fact:
        return planned
    end = line_end("fact", words, fact[-1], plot, locale)
    ahead = end.y <= plot.y(height_at(plan, fact[-1][0]))
    if fact[-1][0] < plot.months - 0.6:
        return [*planned, beside_the_line(end, ahead, plot.left)]
    return apart(planned[0], end, ahead) if planned else [end]


def line_end(kind: str, words: Mapping[str, str], last: Point, plot: Plot, locale: str) -> End:
    """The label at the last point of a line."""
    x, value = last
    return End(kind, words[kind], format_number(value, locale), plot.x(x) + 9, plot.y(value))


def beside_the_line(end: End, ahead: bool, left: float) -> End:
    """Where the label of a fact that ends before the plan goes: above a line ahead, below one behind."""
    moved = replace(end, inline=True, y=end.y + (-14 if ahead else 16))
    if ahead and end.x - 17 - end.wide > left:
        return replace(moved, anchor="end", x=end.x - 17)
    return moved


def apart(plan: End, fact: End, ahead: bool) -> list[End]:
    """Two labels at one edge, the one that is ahead moved upwards."""
    lacking = max(APART - abs(plan.y - fact.y), 0) / 2
    down = lacking if ahead else -lacking
    return [replace(plan, y=plan.y + down), replace(fact, y=fact.y - down)]


def height_at(plan: Sequence[Point], x: float) -> Known:
    """The plan's height at `x`, along its dashes."""
    line: list[Point] = [(0.0, 0), *plan]
    for (x1, y1), (x2, y2) in pairwise(line):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * Decimal(x - x1) / Decimal(x2 - x1)
    return 0
