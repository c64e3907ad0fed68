"""The list of publications as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_name, region_options
from services.events.publications.queries import (
    WHOLE,
    Filters,
    Found,
    Sorting,
    count_publications,
    publication_rows,
)
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
    topics, regions = projects.topics(), region_options(scope("publication.view"))
    several = [choice("project", _("Project"), project_names(topics).items())] if len(topics) > 1 else []
    missing = choice("proof", _("Evidence"), [("missing", _("missing"))])
    return [
        *several,
        {"name": "q", "label": _("Title or channel"), "type": "search"},
        choice("kind", _("Kind"), publication_kinds().items()),
        choice("region", _("Region"), [(WHOLE, _("the whole project")), *regions]),
        choice("status", _("State"), publication_statuses().items()),
        {**missing, "any": _("Any")},
    ]


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A control that chooses one of several."""
    return {"name": name, "label": label, "type": "select", "options": list(options)}


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


def rows(asked_for: Filters, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Publications with the address of their page, in the order the address asks for."""
    sorting = Sorting(request.args.get("sort", "-date"), order_of_names())
    found = publication_rows(asked_for, sorting, limit, offset)
    names = project_names(projects.topics())
    return [in_full(row, names) for row in projects.with_codes(found)]


def order_of_names() -> dict[str, list[str]]:
    """Codes of the columns that are read by names, in the order of the names."""
    kinds = publication_kinds()
    return {
        "region": [code for code, _name in sorted(region_options(None), key=lambda pair: pair[1])],
        "kind": sorted(kinds, key=lambda code: kinds[code]),
    }


def in_full(row: Found, names: Mapping[str, str]) -> dict[str, Any]:
    """A row with what its cells show."""
    return {
        **row,
        "href": f"/events/publications/{row['id']}",
        "date": row["issued_on"],
        "proof": bool(row["proofs"] or row["link"]),
        "project": names.get(str(row["project_id"]), ""),
    }


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, controls, paging}."""
    asked_for, total = filters_of(), count_publications(filters_of())
    found = rows(asked_for, PAGE, PAGE * (page_number() - 1))
    shown = {"filters": asked_for, "controls": filters(), "paging": paging(total, len(found))}
    return {"rows": found, "total": total, "columns": columns(), **shown}


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
