"""The figures on the screen as a workbook, and which of them a page shows."""
from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.reports.dashboard.places import seen
from services.reports.dashboard.rows import late_words, said, told
from services.reports.figures import queries
from services.reports.figures.summary import chosen
from shared.listing import send_workbook


def export(project: dict[str, Any]) -> Response:
    """The indicators of the same address: a row each, an unknown figure is an empty cell, never 0."""
    return send_workbook(_("Indicators"), columns(), chosen(queries.figures(project, seen()), request.args.get("verdict", "")), cell)


def columns() -> list[dict[str, Any]]:
    """Columns of the workbook."""
    return [{"key": "code", "label": _("Code"), "width": 8}, {"key": "name", "label": _("Indicator"), "width": 60},
            {"key": "unit", "label": _("Unit")}, {"key": "target", "label": _("Plan")}, {"key": "actual", "label": _("Fact")},
            {"key": "percent", "label": "%", "width": 8}, {"key": "verdict", "label": _("Verdict"), "width": 22},
            {"key": "clauses", "label": _("Clauses"), "width": 50}, {"key": "present", "label": _("Records proven")},
            {"key": "needed", "label": _("Records in all")}]


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the workbook, codes in words."""
    if key == "verdict":
        return said(row)
    if key == "clauses":
        return "; ".join([*(clause["text"] for clause in told(row)), *late_words(row)])
    return row["evidence"][key] if key in row["evidence"] else row[key]
