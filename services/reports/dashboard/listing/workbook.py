"""The figures on the screen as a workbook, and which of them a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter, itemgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.reports.dashboard.listing.places import region_names, seen
from services.reports.dashboard.listing.rows import late_words, said, share_words, told
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.behind import in_parts
from services.reports.figures.rules.lines import Figure
from services.reports.figures.rules.summary import chosen
from services.reports.figures.wording.adjusted import typed, with_reasons
from services.reports.figures.wording.pages import closed_words, entered, evidence_words, provers
from shared.access import actor
from shared.doors.export import send_workbook
from shared.doors.listing import Column
from shared.language.records.project import Project

Record = dict[str, Any]


def export(project: Project) -> Response:
    """The indicators of the same address: a row each, an unknown figure is an empty cell, never 0."""
    rows = chosen(queries.figures(project, seen()), request.args.get("verdict", ""))
    return send_workbook(_("Indicators"), columns(), len(rows), [rows])


def columns() -> list[Column[Figure]]:
    """Columns of the workbook."""
    return [
        plain("code", _("Code"), 8),
        plain("name", _("Indicator"), 60),
        plain("unit", _("Unit")),
        plain("target", _("Plan")),
        plain("recorded", _("Fact from records")),
        Column(key="adjusted", label=_("Adjusted by"), said=adjustment, width=14),
        plain("actual", _("Fact in all")),
        plain("percent", "%", 8),
        Column(key="verdict", label=_("Verdict"), said=said, width=22),
        Column(key="clauses", label=_("Clauses"), said=clauses, width=50),
        plain("evidence.present", _("Records proven")),
        plain("evidence.needed", _("Records in all")),
        Column(key="adjusted_words", label=_("Adjustments"), said=with_reasons, width=60),
        Column(key="share", label=_("Target of the region"), said=share_words, width=18),
    ]


def plain(name: str, label: str, width: int = 14) -> Column[Figure]:
    """A value of a figure as it is."""
    return Column(key=name.rpartition(".")[2], label=label, said=attrgetter(name), width=width)


def adjustment(row: Figure) -> str | None:
    """How much the adjustments make; an empty cell where there are none."""
    return typed(row) if row.adjustments else None


def clauses(row: Figure) -> str:
    """What is asked besides the number."""
    return "; ".join([*(clause.text for clause in told(row)), *late_words(row)])


def export_records(project: Project, code: str) -> Response:
    """The records behind the figure of the same address: a row each, with the files that prove it."""
    window, named = seen(), actor().can("doer.view")
    figure = queries.get_figure(project, code, window)
    columns = [*record_columns(region_names(project)), *(people_columns() if named else [])]
    title, total = _("Records of indicator %(code)s", code=code), figure.evidence.needed + figure.outside
    return send_workbook(title, columns, total, in_parts(project, figure, window, named))


def record_columns(regions: Mapping[str, str]) -> list[Column[Record]]:
    """Columns of the workbook of records under these names of regions."""
    title, day, place, value = map(itemgetter, ("title", "occurred_on", "settlement", "value"))
    return [
        Column(key="title", label=_("Record"), said=title, width=60),
        Column(key="occurred_on", label=_("Day"), said=day),
        Column(key="region", label=_("Region"), said=lambda row: regions.get(row["region"], ""), width=28),
        Column(key="settlement", label=_("Place"), said=place, width=24),
        Column(key="value", label=_("Adds"), said=value, width=10),
        proven_column(),
        evidence_column(),
    ]


def people_columns() -> list[Column[Record]]:
    """Who entered and who proved each record, for those who may read it."""
    return [
        Column(key="entered_by", label=_("Entered by"), said=lambda row: ", ".join(entered(row)), width=28),
        Column(key="proven_by", label=_("Proven by"), said=lambda row: ", ".join(provers(row)), width=28),
    ]


def proven_column() -> Column[Record]:
    """Whether a record is proven."""
    words = {True: _("yes"), False: _("no")}
    return Column(key="proven", label=_("Proven"), said=lambda row: words[bool(row["proven"])], width=12)


def file_words(file: Record, words: Mapping[str, str]) -> str:
    """A file by its kind and name; one that cannot be opened says that it does not count."""
    named = f"{words.get(file['kind'], file['kind'])}: {file['name']}"
    return f"{named} ({closed_words(file['unopened'])})" if file["unopened"] else named


def evidence_column() -> Column[Record]:
    """The files that prove a record."""
    words = evidence_words()

    def files(row: Record) -> str:
        return "; ".join(file_words(file, words) for file in row["evidence"])

    return Column(key="evidence", label=_("Evidence"), said=files, width=60)
