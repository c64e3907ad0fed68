"""Participants month by month: what the plan needs by each month's end, and what came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from services.reports.figures.queries.figures import Window, computed, indicators
from services.reports.figures.rules.lines import Figure, Line
from services.reports.figures.rules.verdicts import expected, month_ends
from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.language.records.project import Project


def attends(row: Line) -> bool:
    """Whether an indicator counts attendances, whatever the gathering."""
    return row.measured is not None and row.measured.measure is ATTENDANCE_PERSONS


def participants_by_month(project: Project, rows: list[Figure], until: date) -> list[dict[str, Any]]:
    """Points `{month, plan, fact}` running through the project's months; fact is None in the future."""
    start, end = project.period_from, project.period_to
    counted = [row for row in rows if attends(row) and row.target is not None]
    if not start or not end or not counted:
        return []
    points = []
    for last in month_ends(start, end):
        month = last.strftime("%Y-%m")
        came = sum(
            (value for row in counted for key, value in row.by_month.items() if key <= month), Decimal(0)
        )
        plan = sum(expected(row, row.target or Decimal(0), last) for row in counted)
        points.append(
            {"month": month, "plan": plan, "fact": None if last.replace(day=1) > until else int(came)}
        )
    return points


def participants_by_region(rows: list[Figure]) -> dict[str, int]:
    """Attendances by region over every counted indicator; those of no region under ""."""
    found: dict[str, Decimal] = {}
    for row in filter(attends, rows):
        for code, value in {**row.by_region, "": row.no_region or Decimal(0)}.items():
            found[code] = found.get(code, Decimal(0)) + value
    return {code: int(value) for code, value in found.items()}


def participants(project: Project, window: Window) -> dict[str, int]:
    """Attendances by region, read without the other figures."""
    return participants_by_region(
        computed(project, [row for row in indicators(project) if attends(row)], window)
    )
