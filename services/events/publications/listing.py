"""The list of publications as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_name, region_options
from services.events.publications.queries import WHOLE, count_publications, publication_rows
from services.events.publications.wording import media, publication_kinds, publication_statuses
from shared.access import scope
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date
from shared.projects import project_names


def filters_of() -> dict[str, Any]:
    """What the address asks for."""
    known, chosen = {project.id for project in projects.topics()}, request.args.get("project")
    return asked("q", "kind", "region", "status", "proof") | (
        {"project_id": chosen} if chosen in known else {}
    )


def filters() -> list[dict[str, Any]]:
    """The controls above the list; the project only where there are several."""
    several = [
        {
            "name": "project",
            "label": _("Project"),
            "type": "select",
            "options": list(project_names(projects.topics()).items()),
        }
    ]
    return (several if len(projects.topics()) > 1 else []) + [
        {"name": "q", "label": _("Title or channel"), "type": "search"},
        {"name": "kind", "label": _("Kind"), "type": "select", "options": list(publication_kinds().items())},
        {
            "name": "region",
            "label": _("Region"),
            "type": "select",
            "options": [(WHOLE, _("the whole project")), *region_options(scope("publication.view"))],
        },
        {
            "name": "status",
            "label": _("State"),
            "type": "select",
            "options": list(publication_statuses().items()),
        },
        {
            "name": "proof",
            "label": _("Evidence"),
            "type": "select",
            "options": [("missing", _("missing"))],
            "any": _("Any"),
        },
    ]


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "title", "label": _("Title"), "sort": True, "width": 60},
        {"key": "project", "label": _("Project"), "hidden": len(projects.topics()) < 2, "width": 46},
        {"key": "date", "label": _("Day"), "sort": True},
        {"key": "kind", "label": _("Kind"), "sort": True, "width": 26},
        {"key": "channel", "label": _("Channel"), "sort": True, "width": 26},
        {"key": "region", "label": _("Region"), "sort": True, "phone": "hide", "width": 26},
        {"key": "activity", "label": _("Activity"), "hidden": True, "phone": "hide"},
        {
            "key": "quantity",
            "label": _("Quantity"),
            "sort": True,
            "align": "end",
            "format": "number",
            "phone": "hide",
        },
        {"key": "medium", "label": _("Paper or electronic"), "hidden": True, "phone": "hide", "width": 20},
        {"key": "link", "label": _("Link"), "hidden": True, "phone": "hide", "width": 40},
        {"key": "proof", "label": _("Evidence")},
        {"key": "status", "label": _("State"), "sort": True, "phone": "end"},
    ]


def rows(asked_for: dict[str, Any], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Publications with the address of their page, in the order the address asks for."""
    kinds = publication_kinds()
    order = {
        "region": [code for code, _name in sorted(region_options(None), key=lambda pair: pair[1])],
        "kind": sorted(kinds, key=lambda code: kinds[code]),
    }
    names = project_names(projects.topics())
    found = publication_rows(asked_for, request.args.get("sort", "-date"), limit, offset, order)
    return [
        {
            **row,
            "href": f"/events/publications/{row['id']}",
            "date": row["issued_on"],
            "proof": bool(row["proofs"] or row["link"]),
            "project": names.get(str(row["project_id"]), ""),
        }
        for row in projects.with_codes(found)
    ]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, controls, paging}."""
    asked_for = filters_of()
    total, found = count_publications(asked_for), rows(asked_for, PAGE, PAGE * (page_number() - 1))
    return {
        "rows": found,
        "total": total,
        "columns": columns(),
        "filters": asked_for,
        "controls": filters(),
        "paging": paging(total, len(found)),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    return send_workbook(_("Publications"), columns(), rows(filters_of(), MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    words = {"kind": publication_kinds, "status": publication_statuses, "medium": media}
    if key in words and row[key]:
        return words[key]()[row[key]]
    told = {
        "date": lambda: format_short_date(row["issued_on"]),
        "proof": lambda: _("attached") if row["proof"] else _("missing"),
        "region": lambda: region_name(row["region"]) if row["region"] else _("the whole project"),
    }
    return told[key]() if key in told else row[key]
