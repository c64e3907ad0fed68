"""What has changed since a report was sealed: offered to the next report, never to the sealed one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.reports.documents.snapshot import Cell, Number
from services.reports.figures.queries.figures import Window, figures, get_project
from services.reports.figures.rules.lines import Figure
from services.reports.reports.models import Report
from services.reports.reports.queries.reports import is_sealed, sealed


@dataclass(frozen=True)
class Change:
    """An indicator whose figure is another one now; None where nothing is known."""

    code: str
    name: str
    was: Number
    now: Decimal | None


def changed_since(report: Report) -> list[Change]:
    """Indicators whose figure for the report's own period is another one now, in the report's order."""
    if not is_sealed(report):
        return []
    present = figures_now(report)
    return [
        Change(cell.code, cell.name, cell.actual, present[known_as(cell)].actual)
        for cell in sealed(report).cells
        if known_as(cell) in present and cell.actual != present[known_as(cell)].actual
    ]


def figures_now(report: Report) -> Mapping[str, Figure]:
    """What the report would show today, by id and by code."""
    window = Window(report.period_to, frozenset({report.region}) if report.region else None)
    rows = figures(get_project(report.project_id), window)
    return {row.code: row for row in rows} | {row.id: row for row in rows}


def known_as(cell: Cell) -> str:
    """What an indicator of a report is known by: its id, or its code in a report older than ids."""
    return cell.id or cell.code
