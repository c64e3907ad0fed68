"""The list of centres as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.centres.queries import centre_rows, count_centres
from services.registry.centres.wording import centre_statuses
from services.registry.plans.queries import approved_projects
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_name, region_options
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date

FILTERS = ("q", "project", "region", "status")


def columns(names: dict[str, str]) -> list[dict[str, Any]]:
    """Columns of the list under these projects, {id: name}; `sort` marks those it can be ordered by."""
    return [
        {"key": "name", "label": _("Centre"), "sort": True, "width": 36},
        {"key": "project", "label": _("Project"), "hidden": len(names) < 2, "width": 46},
        {"key": "region", "label": _("Region"), "sort": True, "width": 26},
        {"key": "settlement", "label": _("Settlement"), "sort": True, "width": 24},
        {"key": "address", "label": _("Address"), "hidden": True, "phone": "hide", "width": 36},
        {
            "key": "host",
            "label": _("Host organisation"),
            "sort": True,
            "hidden": True,
            "phone": "hide",
            "width": 36,
        },
        {"key": "opened_on", "label": _("Opened"), "sort": True, "format": "short_date"},
        {"key": "files", "label": _("Files"), "align": "end", "phone": "hide"},
        {"key": "status", "label": _("State"), "sort": True, "phone": "end", "width": 18},
    ]


def rows(names: dict[str, str], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Centres with the address of their page."""
    order = {
        "region": [code for code, _name in sorted(region_options(None), key=lambda pair: pair[1])],
        "status": list(centre_statuses()),
    }
    found = centre_rows(asked(*FILTERS), request.args.get("sort", "region"), limit, offset, order)
    return [
        {**row, "href": f"/registry/centres/{row['id']}", "project": names.get(str(row["project_id"]), "")}
        for row in found
    ]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, paging}."""
    filters, names = asked(*FILTERS), project_names(approved_projects())
    total, found = count_centres(filters), rows(names, PAGE, PAGE * (page_number() - 1))
    return {
        "rows": found,
        "total": total,
        "columns": columns(names),
        "filters": filters,
        "paging": paging(total, len(found)),
        "projects": list(names.items()),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names = project_names(approved_projects())
    return send_workbook(_("Community centres"), columns(names), rows(names, MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key == "opened_on":
        return format_short_date(row[key]) if row[key] else ""
    if key == "status":
        return centre_statuses()[row[key]]
    return region_name(row["region"]) if key == "region" else row[key]
