"""What has changed since a report was sealed: offered to the next report, never to the sealed one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from services.reports.figures.queries import Window, figures, get_project
from services.reports.reports.models import Report


def changed_since(report: Report) -> list[dict[str, Any]]:
    """Indicators whose figure for the report's own period is another one now: {code, name, was, now}."""
    if report.snapshot is None:
        return []
    window = Window(report.period_to, frozenset({report.region}) if report.region else None)
    present = {row["code"]: row for row in figures(get_project(report.project_id), window)}
    cells = [
        cell
        for section in report.snapshot["sections"]
        for activity in section["activities"]
        for cell in activity["indicators"]
    ]
    return [
        {
            "code": cell["code"],
            "name": cell["name"],
            "was": cell["actual"],
            "now": present[cell["code"]]["actual"],
        }
        for cell in cells
        if cell["code"] in present and number(cell["actual"]) != present[cell["code"]]["actual"]
    ]


def number(value: Any) -> Decimal | None:
    """A sealed figure as a decimal."""
    return None if value is None else Decimal(str(value))
