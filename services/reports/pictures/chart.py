"""The burn-up chart: what was planned and what was done, growing month by month."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from babel.dates import format_date as babel_date

from services.reports.pictures.drawing import WORDS, Value, draw, figure, text_width
from services.reports.pictures.month import Month
from shared.i18n import current_locale, format_day_month, format_number

Known = Decimal | int
Point = tuple[float, Known]


class _Plot(NamedTuple):
    """Where the chart's axes lie, in pixels: x from left by months, y up from the base to `top_value`."""

    left: float
    right: float
    top: float
    base: float
    months: int
    top_value: Decimal

    def x(self, months: float) -> float:
        return round(self.left + (self.right - self.left) * months / self.months, 1)

    def y(self, value: Value) -> float:
        return round(self.base - (self.base - self.top) * float((value or 0) / self.top_value), 1)


def burn_up_chart(
    points: Sequence[Month],
    *,
    title: str,
    unit: str,
    today: date | None = None,
    narrow: bool = False,
    accent: str,
    locale: str = "ru",
    standalone: bool = False,
) -> str:
    """The plan dashed and the fact solid, both growing from zero, as SVG text.

    `points` are months in order from the first month of work.
    `title` is a sentence and is drawn. `narrow` is drawn for 350 px. Raises ValueError without points.
    """
    if not points:
        raise ValueError("a chart needs at least one month")
    locale = current_locale(locale)
    words, width = WORDS[locale], 350 if narrow else 720
    lines, ticks = wrapped(title, width - 4, 15 if narrow else 16), scale_ticks(_highest(points))
    plot = _plot(points, ticks, words, width, len(lines), unit, locale)
    return draw(
        "chart.svg",
        title=title,
        lines=lines,
        unit=unit,
        width=width,
        height=plot.base + 30,
        plot=plot,
        description=_in_words(points, words, locale),
        standalone=standalone,
        accent=accent,
        ticks=_tick_labels(ticks, plot, locale),
        months=_month_labels(points, plot, locale),
        **_lines(_planned(points), _done(points, today), plot, words, locale),
        today=_today(points, today, plot, words["today"], locale, standalone),
    )


def _lines(
    plan: Sequence[Point],
    fact: Sequence[Point],
    plot: _Plot,
    words: Mapping[str, str],
    locale: str,
) -> dict[str, Any]:
    """Both lines, the labels at their ends and the dot where the fact stands."""
    return {
        "plan": _line(plan, plot),
        "fact": _line(fact, plot),
        "ends": _line_ends(plan, fact, plot, words, locale),
        "dot": _last(fact, plot),
    }


def values(points: Sequence[Month]) -> list[Value]:
    """Every value of a series, the plan's and the fact's."""
    return [value for point in points for value in (point.plan, point.fact)]


def _highest(points: Sequence[Month]) -> Decimal | int:
    return max((value or 0 for value in values(points)), default=0)


def _tick_labels(ticks: Sequence[Decimal], plot: _Plot, locale: str) -> list[dict[str, Any]]:
    return [{"y": plot.y(t), "text": format_number(t, locale)} for t in ticks]


def _planned(points: Sequence[Month]) -> list[Point]:
    return [(float(i), p.plan) for i, p in enumerate(points, 1) if p.plan is not None]


def _done(points: Sequence[Month], today: date | None) -> list[Point]:
    return [(_reached(i, p.month, today), p.fact) for i, p in enumerate(points, 1) if p.fact is not None]


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
    power = Decimal(10) ** rough.adjusted()
    steps = (power * ratio for ratio in (1, 2, Decimal("2.5"), 5, 10))
    step = next(step for step in steps if step >= rough and step % 1 == 0)
    return [step * i for i in range(max(math.ceil(top / step), 1) + 1)]


def _plot(
    points: Sequence[Month],
    ticks: Sequence[Decimal],
    words: Mapping[str, str],
    width: int,
    title_lines: int,
    unit: str,
    locale: str,
) -> _Plot:
    left = max(text_width(format_number(t, locale), 12) for t in ticks) + 10
    last = [format_number(value, locale) for value in values(points) if value is not None]
    margin = max(text_width(text, 13, 1.08) for text in (words["plan"], words["fact"], *last)) + 10
    top = title_lines * 21 + (58 if unit else 42)
    return _Plot(left, width - margin, top, top + (180 if width < 400 else 220), len(points), ticks[-1])


def _reached(index: int, month: str, today: date | None) -> float:
    """A month's figure stands at its end; that of the month still running stands at today."""
    if today is None or month != f"{today:%Y-%m}":
        return float(index)
    return index - 1 + today.day / _days(today)


def _days(day: date) -> int:
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - date(day.year, day.month, 1)).days


def _line(points: Sequence[Point], plot: _Plot) -> str:
    return " ".join(f"{plot.x(x)},{plot.y(y)}" for x, y in ((0.0, 0), *points)) if points else ""


def _last(points: Sequence[Point], plot: _Plot) -> tuple[float, float] | None:
    return (plot.x(points[-1][0]), plot.y(points[-1][1])) if points else None


def _month_labels(points: Sequence[Month], plot: _Plot, locale: str) -> list[dict[str, Any]]:
    names = [babel_date(date.fromisoformat(f"{p.month}-01"), "LLL", locale=locale).strip(".") for p in points]
    texts = names if locale == "en" else [name.lower() for name in names]
    room = (plot.right - plot.left) / len(points)
    every = int(max(text_width(text, 12) + 3 for text in texts) // room) + 1
    return [{"x": plot.x(i + 0.5), "text": text} for i, text in enumerate(texts) if i % every == 0]


def _line_ends(
    plan: Sequence[Point],
    fact: Sequence[Point],
    plot: _Plot,
    words: Mapping[str, str],
    locale: str,
) -> list[dict[str, Any]]:
    """Labels beside the ends of the lines instead of a legend; two at one edge stand one above the other."""
    ends = [
        _line_end(words[kind], kind, line[-1], plot, locale)
        for kind, line in (("plan", plan), ("fact", fact))
        if line
    ]
    if not fact:
        return ends
    ahead = ends[-1]["y"] <= plot.y(_at(plan, fact[-1][0]))
    if fact[-1][0] < plot.months - 0.6:
        ends[-1] |= _beside_the_line(ends[-1], ahead, plot.left)
    elif plan:
        _part(ends[0], ends[1], ahead)
    return ends


def _line_end(word: str, kind: str, last: Point, plot: _Plot, locale: str) -> dict[str, Any]:
    """The label at the last point of a line."""
    return {
        "kind": kind,
        "text": word,
        "figure": format_number(last[1], locale),
        "inline": False,
        "x": plot.x(last[0]) + 9,
        "y": plot.y(last[1]),
        "anchor": "start",
    }


def _beside_the_line(end: dict[str, Any], ahead: bool, left: float) -> dict[str, Any]:
    """Where the label of a fact that ends before the plan goes: above a line ahead, below one behind."""
    place = {"inline": True, "y": end["y"] + (-14 if ahead else 16)}
    width = text_width(f"{end['text']} {end['figure']}", 13, 1.08)
    if ahead and end["x"] - 17 - width > left:
        place |= {"anchor": "end", "x": end["x"] - 17}
    return place


def _part(plan: dict[str, Any], fact: dict[str, Any], ahead: bool) -> None:
    """Move two labels at one edge apart, the one that is ahead upwards."""
    apart = max(36 - abs(plan["y"] - fact["y"]), 0) / 2
    plan["y"] += apart if ahead else -apart
    fact["y"] -= apart if ahead else -apart


def _at(plan: Sequence[Point], x: float) -> Known:
    """The plan's height at `x`, along its dashes."""
    line: list[Point] = [(0.0, 0), *plan]
    for (x1, y1), (x2, y2) in pairwise(line):
        if x1 <= x <= x2:
            return y1 + (y2 - y1) * Decimal(x - x1) / Decimal(x2 - x1)
    return 0


def _today(
    points: Sequence[Month],
    today: date | None,
    plot: _Plot,
    word: str,
    locale: str,
    standalone: bool,
) -> dict[str, Any] | None:
    months = [p.month for p in points]
    if today is None or f"{today:%Y-%m}" not in months:
        return None
    x = plot.x(_reached(months.index(f"{today:%Y-%m}") + 1, f"{today:%Y-%m}", today))
    text = format_day_month(today, locale) if standalone else word
    half = text_width(text, 12) / 2
    return {"x": x, "text": text, "text_x": min(max(x, plot.left + half), plot.right - half)}


def _in_words(points: Sequence[Month], words: Mapping[str, str], locale: str) -> str:
    return "; ".join(_told(point, words, locale) for point in points)


def _told(point: Month, words: Mapping[str, str], locale: str) -> str:
    """One month for those who do not see the lines."""
    plan, fact = format_number(point.plan, locale), figure(point.fact, locale)
    return f"{point.month}: {words['plan']} {plan}, {words['fact']} {fact}"
