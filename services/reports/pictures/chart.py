"""The burn-up chart: what was planned and what was done, growing month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from babel.dates import format_date as babel_date

from services.reports.pictures.drawing import Value, draw, figure, text_width, words
from services.reports.pictures.ends import line_ends
from services.reports.pictures.month import Month
from services.reports.pictures.plot import Known, Plot, Point, reached, scale_ticks, wrapped
from shared.i18n import current_locale, format_day_month, format_number

NARROW, WIDE = 350, 720  # widths in pixels


@dataclass(frozen=True)
class Tick:
    """A line across the chart with its value."""

    y: float
    text: str


@dataclass(frozen=True)
class MonthLabel:
    """The name of a month below the chart."""

    x: float
    text: str


@dataclass(frozen=True)
class Today:
    """The day that has come: its line and its words."""

    x: float
    text: str
    text_x: float


@dataclass(frozen=True)
class Chart:
    """What is drawn: the months, and how."""

    points: Sequence[Month]
    title: str
    unit: str
    today: date | None
    narrow: bool
    locale: str
    standalone: bool

    @property
    def width(self) -> int:
        """The width of the picture."""
        return NARROW if self.narrow else WIDE

    @cached_property
    def words(self) -> dict[str, str]:
        """What the chart says, in its language."""
        return words(self.locale)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the title."""
        return wrapped(self.title, self.width - 4, 15 if self.narrow else 16)

    @cached_property
    def ticks(self) -> list[Decimal]:
        """The values of the lines across."""
        return scale_ticks(max((value or 0 for value in self.values), default=0))

    @property
    def values(self) -> list[Value]:
        """Every value, the plan's and the fact's."""
        return [value for point in self.points for value in (point.plan, point.fact)]

    @property
    def plan(self) -> list[Point]:
        """The planned line, from the first month's end."""
        return [(float(i), p.plan) for i, p in enumerate(self.points, 1) if p.plan is not None]

    @property
    def fact(self) -> list[Point]:
        """The line of what was done; that of the month still running ends today."""
        return [
            (reached(i, point.month, self.today), point.fact)
            for i, point in enumerate(self.points, 1)
            if point.fact is not None
        ]

    def number(self, value: Value) -> str:
        """A number as it reads."""
        return format_number(value, self.locale)


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
    return drawn(Chart(points, title, unit, today, narrow, current_locale(locale), standalone), accent)


def drawn(chart: Chart, accent: str) -> str:
    """The drawing itself."""
    plot = plot_of(chart)
    return draw(
        "chart.svg",
        title=chart.title,
        lines=chart.lines,
        unit=chart.unit,
        width=chart.width,
        height=plot.base + 30,
        plot=plot,
        description=description(chart),
        standalone=chart.standalone,
        accent=accent,
        ticks=[Tick(plot.y(tick), chart.number(tick)) for tick in chart.ticks],
        months=month_labels(chart, plot),
        plan=line(chart.plan, plot),
        fact=line(chart.fact, plot),
        ends=line_ends(chart.plan, chart.fact, plot, chart.words, chart.locale),
        dot=last(chart.fact, plot),
        today=today_line(chart, plot),
    )


def plot_of(chart: Chart) -> Plot:
    """Where the axes lie: left of them the values, right of them the labels of the lines."""
    top = len(chart.lines) * 21 + (58 if chart.unit else 42)
    return Plot(
        left=max(text_width(chart.number(tick), 12) for tick in chart.ticks) + 10,
        right=chart.width - margin(chart),
        top=top,
        base=top + (180 if chart.narrow else 220),
        months=len(chart.points),
        top_value=chart.ticks[-1],
    )


def margin(chart: Chart) -> float:
    """The room for the labels at the ends of the lines."""
    figures = [chart.number(value) for value in chart.values if value is not None]
    texts = (chart.words["plan"], chart.words["fact"], *figures)
    return max(text_width(text, 13, 1.08) for text in texts) + 10


def line(points: Sequence[Point], plot: Plot) -> str:
    """The corners of a line that grows from zero."""
    corners: list[tuple[float, Known]] = [(0.0, 0), *points]
    return " ".join(f"{plot.x(x)},{plot.y(y)}" for x, y in corners) if points else ""


def last(points: Sequence[Point], plot: Plot) -> tuple[float, float] | None:
    """Where a line ends."""
    return (plot.x(points[-1][0]), plot.y(points[-1][1])) if points else None


def month_labels(chart: Chart, plot: Plot) -> list[MonthLabel]:
    """The months below the chart, as many as have room."""
    texts = [month_name(point.month, chart.locale) for point in chart.points]
    room = (plot.right - plot.left) / len(texts)
    every = int(max(text_width(text, 12) + 3 for text in texts) // room) + 1
    return [MonthLabel(plot.x(i + 0.5), text) for i, text in enumerate(texts) if i % every == 0]


def month_name(month: str, locale: str) -> str:
    """A month in a few letters, in lower case where the language has it so."""
    name = babel_date(date.fromisoformat(f"{month}-01"), "LLL", locale=locale).strip(".")
    return name if locale == "en" else name.lower()


def today_line(chart: Chart, plot: Plot) -> Today | None:
    """The day that has come, where it lies in the months of the chart."""
    months = [point.month for point in chart.points]
    if chart.today is None or (this := f"{chart.today:%Y-%m}") not in months:
        return None
    x = plot.x(reached(months.index(this) + 1, this, chart.today))
    text = format_day_month(chart.today, chart.locale) if chart.standalone else chart.words["today"]
    half = text_width(text, 12) / 2
    return Today(x, text, text_x=min(max(x, plot.left + half), plot.right - half))


def description(chart: Chart) -> str:
    """The chart for those who do not see its lines."""
    return "; ".join(told(point, chart) for point in chart.points)


def told(point: Month, chart: Chart) -> str:
    """One month in words."""
    plan, fact = chart.number(point.plan), figure(point.fact, chart.locale)
    return f"{point.month}: {chart.words['plan']} {plan}, {chart.words['fact']} {fact}"
