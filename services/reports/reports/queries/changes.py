"""What has changed since a report was sealed: offered to the next report, never to the sealed one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from services.reports.figures.queries.figures import Window, figures, get_project
from services.reports.reports.models import Report
from services.reports.reports.queries.reports import sealed


def changed_since(report: Report) -> list[dict[str, Any]]:
    """Indicators whose figure for the report's own period is another one now: {code, name, was, now}."""
    if report.snapshot is None:
        return []
    window = Window(report.period_to, frozenset({report.region}) if report.region else None)
    rows = figures(get_project(report.project_id), window)
    present = {getattr(row, name): row for name in ("code", "id") for row in rows}
    cells = [
        cell
        for section in sealed(report)["sections"]
        for activity in section["activities"]
        for cell in activity["indicators"]
    ]
    return [
        {
            "code": cell["code"],
            "name": cell["name"],
            "was": cell["actual"],
            "now": present[known_as(cell)].actual,
        }
        for cell in cells
        if known_as(cell) in present and number(cell["actual"]) != present[known_as(cell)].actual
    ]


def known_as(cell: dict[str, Any]) -> str:
    """What an indicator of a report is known by: its id, or its code in a report older than ids."""
    return cell["id"] or cell["code"]


def number(value: Any) -> Decimal | None:
    """A sealed figure as a decimal."""
    return None if value is None else Decimal(str(value))
