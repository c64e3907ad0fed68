"""Participants month by month: what the plan needs by each month's end, and what came.
Both are of records only: adjustments stand apart, at their indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from services.reports.figures.queries.figures import Window, computed, indicators
from services.reports.figures.rules.adjusted import by_month, by_region
from services.reports.figures.rules.lines import Figure, Line
from services.reports.figures.rules.verdicts import expected, month_ends
from services.reports.pictures import Month
from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.language.records.project import Project

ZERO = Decimal(0)


def attends(row: Line) -> bool:
    """Whether an indicator counts attendances, whatever the gathering."""
    return row.way is ATTENDANCE_PERSONS


def participants_by_month(project: Project, rows: list[Figure], until: date) -> list[Month]:
    """A running total through the project's months; the fact is None in the future."""
    start, end = project.period_from, project.period_to
    counted = [row for row in rows if attends(row) and row.target is not None]
    if not start or not end or not counted:
        return []
    return [month(last, counted, until) for last in month_ends(start, end)]


def month(last: date, counted: list[Figure], until: date) -> Month:
    """What the plan needs and what came by the last day of a month."""
    plan = sum(expected(row, row.target or ZERO, last) for row in counted)
    begun = last.replace(day=1) <= until
    name = last.strftime("%Y-%m")
    return Month(name, plan, came_by(name, counted) if begun else None)


def came_by(month: str, counted: list[Figure]) -> int:
    """What came in a month and before it."""
    months = [pair for row in counted for pair in row.by_month.items()]
    typed = [pair for row in counted for pair in by_month(row.adjustments).items()]
    return int(sum_until(month, months) - sum_until(month, typed))


def sum_until(month: str, amounts: Iterable[tuple[str, Decimal]]) -> Decimal:
    """What amounts by month make until one."""
    return sum((value for name, value in amounts if name <= month), ZERO)


def participants_by_region(rows: Iterable[Figure]) -> dict[str, int]:
    """Attendances by region over every counted indicator; those of no region under ""."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in filter(attends, rows):
        for code, value in (*row.by_region.items(), ("", row.no_region or ZERO)):
            found[code] += value
        for code, value in by_region(row.adjustments).items():
            found[code] -= value
    return {code: int(value) for code, value in found.items()}


def is_adjusted(rows: Iterable[Figure]) -> bool:
    """Whether an adjustment changes how many came."""
    return any(row.adjustments for row in filter(attends, rows))


def participants(project: Project, window: Window) -> dict[str, int]:
    """Attendances by region, read without the other figures."""
    attending = [row for row in indicators(project) if attends(row)]
    return participants_by_region(computed(project, attending, window))
