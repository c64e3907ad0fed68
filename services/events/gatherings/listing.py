"""The list of gatherings as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_babel import gettext as _

from services.events.gatherings.queries import (
    Filters,
    Found,
    Sorting,
    count_gatherings,
    gathering_rows,
    needs,
)
from services.events.gatherings.wording.hours import hours
from services.events.gatherings.wording.names import (
    days,
    evidence_kinds,
    gathering_statuses,
    gathering_types,
    modes,
)
from services.events.gatherings.wording.proofs import in_words
from services.events.projects.queries import least_evidence, projects
from services.events.projects.wording import region_name, region_options
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.language.gatherings import ALL
from shared.language.records.project import Project
from shared.projects import project_names
from shared.proofs.queries import quantities
from shared.proofs.rules import first_kinds, lacking

FILTERS = ("q", "region", "type", "activity", "status", "missing")


def filters_of() -> dict[str, Any]:
    """What the address asks for."""
    known = {project.id for project in projects.topics()}
    chosen = request.args.get("project")
    return asked(*FILTERS) | ({"project_id": chosen} if chosen in known else {})


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "title", "label": _("Gathering"), "sort": True, "width": 46},
        {"key": "project", "label": _("Project"), "hidden": len(projects.topics()) < 2, "width": 46},
        {"key": "date", "label": _("Date"), "sort": True, "width": 24},
        {"key": "hours", "label": _("Time"), "hidden": True, "phone": "hide"},
        {"key": "region", "label": _("Region"), "sort": True, "width": 26},
        {"key": "settlement", "label": _("Settlement"), "hidden": True, "phone": "hide", "width": 24},
        {"key": "centre", "label": _("Centre"), "hidden": True, "phone": "hide", "width": 26},
        {"key": "type", "label": _("Type"), "sort": True, "width": 24},
        {"key": "activity", "label": _("Activity"), "hidden": True, "phone": "hide"},
        {"key": "mode", "label": _("Format"), "hidden": True, "phone": "hide"},
        {"key": "attended", "label": _("Attended"), "sort": True, "align": "end", "phone": "hide"},
        {"key": "proof", "label": _("Evidence"), "width": 46},
        {"key": "status", "label": _("State"), "sort": True, "phone": "end"},
    ]


def rows(filters: Filters, sort: str, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Gatherings with the address of their page and their evidence in words."""
    found = gathering_rows(filters, Sorting(sort, order_of_names()), limit, offset)
    present = quantities("gathering", [row["id"] for row in found])
    known = {key: projects.get(key) for key in {row["project_id"] for row in found}}
    names = project_names(known.values())
    return [
        in_full(row, names[str(row["project_id"])], missing(row, known[row["project_id"]], present))
        for row in projects.with_codes(found)
    ]


def order_of_names() -> dict[str, list[str]]:
    """Codes of the columns that are read by names, in the order of the names."""
    types = gathering_types()
    return {
        "region": [code for code, _name in sorted(region_options(None), key=lambda pair: pair[1])],
        "type": sorted(types, key=lambda code: types[code]),
    }


def missing(row: Found, project: Project, present: Mapping[UUID, Mapping[str, int]]) -> list[str]:
    """Kinds of evidence that a row lacks."""
    least = least_evidence(project, row["activity_id"], row["type"])
    asked_for = needs(row["type"], row["mode"], least, row["also_needed"])
    return first_kinds(lacking(asked_for, present.get(row["id"], {})))


def in_full(row: Found, project: str, missing: list[str]) -> dict[str, Any]:
    """A row with what its cells show."""
    nobody = 0 if row["status"] == "held" else None
    shown = {
        **row,
        "href": f"/events/gatherings/{row['id']}",
        "date": row["starts_on"],
        "hours": hours(row["starts_at"], row["ends_at"], row["zone"]),
        "project": project,
        "attended": row["attended"] or nobody,
        "missing": missing,
    }
    return {**shown, "proof": in_words(shown)}


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, paging}."""
    filters, start = filters_of(), PAGE * (page_number() - 1)
    total, found = count_gatherings(filters), rows(filters, sorted_by(), PAGE, start)
    shown = paging(total, len(found))
    return {"rows": found, "total": total, "columns": columns(), "filters": filters, "paging": shown}


def sorted_by() -> str:
    """The order the address asks for."""
    return request.args.get("sort", "-date")


def kinds_needed() -> list[tuple[str, str]]:
    """Kinds of evidence that some type of gathering needs, to choose from."""
    words = evidence_kinds()
    asked = dict.fromkeys(kind for gathering_type in ALL for kind in gathering_type.needs)
    return [(kind, words[kind]) for kind in asked]


def activities() -> list[tuple[str, str]]:
    """Lines of every plan by their codes, to choose from."""
    lines = (line for project in projects.all() for line in project.activities)
    return list({line.code: f"{line.code} {line.title}" for line in lines}.items())


def export() -> Response:
    """The list of the same address as an .xlsx."""
    return send_workbook(_("Gatherings"), columns(), rows(filters_of(), sorted_by(), MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key == "date":
        return days(row["starts_on"], row["ends_on"], short=True)
    words = {"type": gathering_types, "mode": modes, "status": gathering_statuses}
    if key in words:
        return words[key]()[row[key]]
    return region_name(row["region"]) if key == "region" else row[key]
