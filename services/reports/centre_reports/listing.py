"""The list of the monthly reports of the centres as a page and as a workbook."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flask import Response
from flask_babel import gettext as _

from services.reports.centre_reports.queries.reports import MonthRow, month_rows
from services.reports.centre_reports.wording.names import SHAPES, row_late, states
from shared.clock import Month
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import QUIET, Column, Listed, parts
from shared.i18n import format_short_date
from shared.language.centre_reports import COUNTED
from shared.language.records.project import Project


def columns() -> list[Column[MonthRow]]:
    """Columns of the list."""
    return [
        Column(key="month", label=_("Month"), said=lambda row: Month.of(row.month), phone="title"),
        Column(key="due", label=_("To be handed in by"), said=attrgetter("due"), named=True, width=18),
        *handed_in_columns(),
        Column(key="written", label=_("Centres wrote"), said=written, align="end", named=True),
        scan_column(),
        state_column(),
    ]


def handed_in_columns() -> list[Column[MonthRow]]:
    """The day it was handed in, and by how much that was late."""

    def drawn(row: MonthRow) -> str:
        on = format_short_date(row.handed_in) if row.handed_in else ""
        return ", ".join(filter(None, (on, row_late(row))))

    label, handed_in = _("Handed in on"), attrgetter("handed_in")
    return [
        Column(key="handed_in", label=label, said=handed_in, drawn=drawn, named=True, width=18),
        Column(key="late", label=_("Late"), said=row_late, beside="handed_in", width=24, **QUIET),
    ]


def written(row: MonthRow) -> str:
    """How many of the centres wrote their sentences."""
    if not row.centres:
        return _("no centre was open yet")
    return _("%(written)s of %(centres)s", written=row.written, centres=row.centres)


def scan_column() -> Column[MonthRow]:
    """Whether the signed scan of what was handed in is there."""
    words, verdict = {True: _("attached"), False: _("missing")}, parts().verdict
    signs = {there: verdict("met" if there else "behind", word) for there, word in words.items()}
    return Column(
        key="signed",
        label=_("Signed scan"),
        said=lambda row: words[row.signed] if row.state in COUNTED else None,
        drawn=lambda row: signs[row.signed] if row.state in COUNTED else None,
        named=True,
    )


def state_column() -> Column[MonthRow]:
    """The state of a report."""
    words, pill = states(), parts().pill
    pills = {code: pill(word, SHAPES[code]) for code, word in words.items()}
    return Column(
        key="state",
        label=_("State"),
        said=lambda row: words[row.state],
        drawn=lambda row: pills[row.state],
        phone="end",
        width=18,
    )


def address(project: Project, row: MonthRow) -> str:
    """The page of a report; of a month nobody began, the page that begins it."""
    if row.report:
        return f"/reports/centre-reports/{row.report.id}"
    return f"/reports/centre-reports/new?project={project.id}&month={row.month:%Y-%m}"


def page_of(project: Project) -> dict[str, Any]:
    """Everything the list's page shows: {found}."""
    rows = month_rows(project)
    return {"found": Listed(columns(), rows, len(rows), lambda row: address(project, row))}


def export(project: Project) -> Response:
    """The list as an .xlsx."""
    rows = month_rows(project)
    name = _("Monthly reports of the centres")
    return send_workbook(name, columns(), len(rows), at_once(lambda: rows))
