"""Participants month by month: what the plan needs by each month's end, and what came."""
from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from services.reports.figures import measures
from services.reports.figures.queries import day, exact
from services.reports.figures.verdicts import expected, month_ends


def participant_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Figures that count attendances, whatever the gathering."""
    return [row for row in rows if row["measure"] and row["actual"] is not None and row["target"] is not None
            and measures.parse(row["measure"]).name == "attendance_persons"]


def participants_by_month(project: dict[str, Any], rows: list[dict[str, Any]], until: date) -> list[dict[str, Any]]:
    """Points `{month, plan, fact}` running through the project's months; fact is None in the future."""
    start, end = day(project["period_from"]), day(project["period_to"])
    counted = participant_rows(rows)
    if not start or not end or not counted:
        return []
    points = []
    for last in month_ends(start, end):
        month = last.strftime("%Y-%m")
        came = sum((value for row in counted for key, value in row["by_month"].items() if key <= month), Decimal(0))
        plan = sum(expected(row, Decimal(row["target"]), last) for row in counted)
        points.append({"month": month, "plan": plan, "fact": None if last.replace(day=1) > until else int(came)})
    return points


def participants_by_region(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Attendances by region over every counted indicator."""
    found: dict[str, Decimal] = {}
    for row in participant_rows(rows):
        for code, value in row["by_region"].items():
            found[code] = found.get(code, Decimal(0)) + value
    return {code: int(exact(value) or 0) for code, value in found.items()}
