"""The list of reports as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.reports.dashboard.listing.places import project_names, region_names
from services.reports.figures.queries.figures import projects
from services.reports.reports.queries.reports import count_reports, report_rows
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date

FILTERS, NEWEST = ("project", "kind", "region", "state"), "-made"


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "number", "label": _("Number"), "sort": True, "width": 18},
        {"key": "project", "label": _("Project"), "hidden": len(projects()) < 2, "width": 46},
        {"key": "kind", "label": _("Kind"), "hidden": True, "width": 22},
        {"key": "region", "label": _("Region"), "sort": True, "width": 28},
        {"key": "to", "label": _("Period until"), "sort": True, "format": "short_date"},
        {"key": "made", "label": _("Asked on"), "sort": True, "format": "short_date", "phone": "hide"},
        {"key": "author", "label": _("Asked by"), "sort": True, "width": 28},
        {"key": "locale", "label": _("Language"), "hidden": True},
        {"key": "state", "label": _("State"), "sort": True, "phone": "end", "width": 22},
        {"key": "files", "label": _("Documents")},
    ]


def page_of() -> dict[str, Any]:
    """Everything the list shows: {reports, total, columns, filters, paging, options}."""
    filters = asked(*FILTERS)
    total = count_reports(filters)
    found = rows(filters, PAGE, PAGE * (page_number() - 1))
    return {
        "reports": found,
        "total": total,
        "columns": columns(),
        "filters": filters,
        "paging": paging(total, len(found)),
        "options": {
            "kind": list(kinds().items()),
            "state": list(states().items()),
            "region": sorted(regions().items(), key=lambda pair: pair[1]),
        },
    }


def rows(filters: dict[str, Any], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Reports with the address of their page."""
    names = project_names(projects())
    return [
        {
            "href": f"/reports/reports/{report.id}",
            "project": names.get(report.project_id, ""),
            "id": report.id,
            "number": report.number,
            "kind": report.kind,
            "region": report.region,
            "to": report.period_to,
            "made": report.created_at,
            "author": report.author,
            "locale": report.locale,
            "state": report.state,
            "files": [file.format for file in report.files],
        }
        for report in report_rows(filters, request.args.get("sort", NEWEST), limit, offset)
    ]


def export() -> Response:
    """The list of the same address as an .xlsx."""
    return send_workbook(_("Reports"), columns(), rows(asked(*FILTERS), MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key in ("to", "made"):
        return format_short_date(row[key])
    if key == "region":
        return regions().get(row["region"], row["region"]) if row["region"] else _("All regions")
    if key == "files":
        return ", ".join(name.upper() for name in row["files"])
    words = {"kind": kinds, "state": states, "locale": languages}
    return words[key]()[row[key]] if key in words else row[key]


def kinds() -> dict[str, str]:
    """Kinds of reports."""
    return {"programme_report": _("Programme report")}


def states() -> dict[str, str]:
    """States of a report."""
    return {"building": _("being built"), "sealed": _("sealed"), "ready": _("ready")}


def languages() -> dict[str, str]:
    """Languages of a report, each by its own name."""
    return {"ru": "Русский", "kk": "Қазақша", "en": "English"}


def regions() -> dict[str, str]:
    """Names of the regions of every project."""
    return {code: name for project in projects() for code, name in region_names(project).items()}
