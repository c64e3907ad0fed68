"""The figures on the screen as a workbook, and which of them a page shows."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.reports.dashboard.listing.places import region_names, seen
from services.reports.dashboard.listing.rows import late_words, said, share_words, told
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.behind import records
from services.reports.figures.rules.lines import Figure
from services.reports.figures.rules.summary import chosen
from services.reports.figures.wording import entered, evidence_words, provers
from shared.access import actor
from shared.doors.listing import send_workbook
from shared.i18n import format_short_date
from shared.language.records.project import Project


def export(project: Project) -> Response:
    """The indicators of the same address: a row each, an unknown figure is an empty cell, never 0."""
    return send_workbook(
        _("Indicators"),
        columns(),
        chosen(queries.figures(project, seen()), request.args.get("verdict", "")),
        cell,
    )


def columns() -> list[dict[str, Any]]:
    """Columns of the workbook."""
    return [
        {"key": "code", "label": _("Code"), "width": 8},
        {"key": "name", "label": _("Indicator"), "width": 60},
        {"key": "unit", "label": _("Unit")},
        {"key": "target", "label": _("Plan")},
        {"key": "actual", "label": _("Fact")},
        {"key": "percent", "label": "%", "width": 8},
        {"key": "verdict", "label": _("Verdict"), "width": 22},
        {"key": "clauses", "label": _("Clauses"), "width": 50},
        {"key": "present", "label": _("Records proven")},
        {"key": "needed", "label": _("Records in all")},
        {"key": "share", "label": _("Target of the region"), "width": 18},
    ]


def export_records(project: Project, code: str) -> Response:
    """The records behind the figure of the same address: a row each, with the files that prove it."""
    window, names = seen(), region_names(project)
    named = actor().can("doer.view")
    behind = records(project, queries.get_figure(project, code, window), window, named=named)
    rows = [{**record, "region": names.get(record["region"], "")} for record in behind]
    title = _("Records of indicator %(code)s", code=code)
    return send_workbook(title, record_columns(named), rows, record_cell)


def record_columns(named: bool) -> list[dict[str, Any]]:
    """Columns of the workbook of records; `named`: with who entered and who proved each."""
    people = [
        {"key": "entered_by", "label": _("Entered by"), "width": 28},
        {"key": "proven_by", "label": _("Proven by"), "width": 28},
    ]
    return [
        {"key": "title", "label": _("Record"), "width": 60},
        {"key": "occurred_on", "label": _("Day")},
        {"key": "region", "label": _("Region"), "width": 28},
        {"key": "settlement", "label": _("Place"), "width": 24},
        {"key": "value", "label": _("Adds"), "width": 10},
        {"key": "proven", "label": _("Proven"), "width": 12},
        {"key": "evidence", "label": _("Evidence"), "width": 60},
        *(people if named else []),
    ]


def record_cell(row: dict[str, Any], key: str) -> Any:
    """A value of the workbook of records, codes in words."""
    if key == "evidence":
        words = evidence_words()
        return "; ".join(
            f"{words.get(file['kind'], file['kind'])}: {file['name']}" for file in row["evidence"]
        )
    if key in ("entered_by", "proven_by"):
        return ", ".join(entered(row) if key == "entered_by" else provers(row))
    if key == "proven":
        return _("yes") if row["proven"] else _("no")
    return format_short_date(row["occurred_on"]) if key == "occurred_on" else row[key]


def cell(row: Figure, key: str) -> Any:
    """A value of the workbook, codes in words."""
    if key == "verdict":
        return said(row)
    if key == "share":
        return share_words(row)
    if key == "clauses":
        return "; ".join([*(clause["text"] for clause in told(row)), *late_words(row)])
    return getattr(row.evidence if key in ("present", "needed") else row, key)
