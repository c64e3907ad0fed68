"""The list of reports as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from markupsafe import Markup

from services.reports.dashboard.listing.places import project_names, region_names
from services.reports.figures.queries.figures import projects
from services.reports.reports.models import Report
from services.reports.reports.operations import FORMATS
from services.reports.reports.queries.reports import count_reports, report_rows
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, Column, Listed, asked, project_column, skipped, state_column
from shared.i18n import once_a_language

FILTERS, NEWEST = ("project", "kind", "region", "state"), "-made"
SHAPES = {"building": "pace", "sealed": "pace", "ready": "ok"}


def columns() -> list[Column[Report]]:
    """Columns of the list."""
    names, number, author = project_names(projects()), attrgetter("number"), attrgetter("author")
    return [
        Column(key="number", label=_("Number"), said=number, sort=True, width=18),
        project_column(names),
        coded("kind", _("Kind"), kinds(), hidden=True, width=22),
        region_column(),
        day("to", _("Period until"), "period_to"),
        day("made", _("Asked on"), "created_at", phone="hide"),
        Column(key="author", label=_("Asked by"), said=author, sort=True, width=28),
        coded("locale", _("Language"), languages(), hidden=True),
        state_column(_("State"), states(), SHAPES, attrgetter("state"), key="state", width=22),
        files_column(),
    ]


def coded(name: str, label: str, words: Mapping[str, str], **look: Any) -> Column[Report]:
    """A code in words."""
    return Column(key=name, label=label, said=lambda report: words[getattr(report, name)], **look)


def day(key: str, label: str, name: str, phone: str = "") -> Column[Report]:
    """A day."""
    return Column(key=key, label=label, said=attrgetter(name), sort=True, phone=phone, width=18)


def region_column() -> Column[Report]:
    """The region, or that a report is of all."""
    names, whole = regions(), _("All regions")

    def region(report: Report) -> str:
        return names.get(report.region, report.region) if report.region else whole

    return Column(key="region", label=_("Region"), said=region, sort=True, width=28)


def region_word(code: str | None) -> str:
    """The region a report is of, or that it is of all."""
    return regions().get(code, code) if code else _("All regions")


def files_column() -> Column[Report]:
    """The documents; a page leads to each."""

    def drawn(report: Report) -> Markup:
        link, here = Markup('<a href="{}/{}">{}</a> '), address_of(report)
        return Markup().join(link.format(here, name, name.upper()) for name in formats_of(report))

    return Column(
        key="files",
        label=_("Documents"),
        said=lambda report: ", ".join(map(str.upper, formats_of(report))),
        drawn=drawn,
    )


def formats_of(report: Report) -> list[str]:
    """The formats of a report itself; its version for everybody stands on its page."""
    return [file.format for file in report.files if file.format in FORMATS]


def address_of(report: Report) -> str:
    """The page of a report."""
    return f"/reports/reports/{report.id}"


def page_of() -> dict[str, Any]:
    """Everything the list shows: {found, filters, options}."""
    filters = asked(*FILTERS)
    return {
        "found": Listed(columns(), rows(PAGE, skipped()), count_reports(filters), address_of),
        "filters": filters,
        "options": {
            "kind": list(kinds().items()),
            "state": list(states().items()),
            "region": sorted(regions().items(), key=lambda pair: pair[1]),
        },
    }


def rows(limit: int | None, offset: int = 0) -> list[Report]:
    """Reports of the list."""
    return report_rows(asked(*FILTERS), request.args.get("sort", NEWEST), limit, offset)


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_reports(asked(*FILTERS))
    return send_workbook(_("Reports"), columns(), total, at_once(lambda: rows(None)))


@once_a_language
def kinds() -> Mapping[str, str]:
    """Kinds of reports."""
    return {"programme_report": _("Programme report")}


@once_a_language
def states() -> Mapping[str, str]:
    """States of a report."""
    return {"building": _("being built"), "sealed": _("sealed"), "ready": _("ready")}


def languages() -> dict[str, str]:
    """Languages of a report, each by its own name."""
    return {"ru": "Русский", "kk": "Қазақша", "en": "English"}


def regions() -> dict[str, str]:
    """Names of the regions of every project."""
    return {code: name for project in projects() for code, name in region_names(project).items()}
