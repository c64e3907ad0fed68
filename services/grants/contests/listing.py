"""The list of contests as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.contests.queries.funds import totals
from services.grants.contests.queries.lists import ListedContest, contest_rows, count_contests
from services.grants.contests.wording import contest_statuses
from services.grants.projects.queries import projects
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date
from shared.projects import project_names

MONEY = {"align": "end", "format": "money", "named": True}


def filters_of(known: dict[str, str]) -> dict[str, Any]:
    """What the address asks for."""
    chosen = request.args.get("project")
    return asked("q", "status") | ({"project_id": chosen} if chosen in known else {})


def columns(known: dict[str, str]) -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    quiet = {"hidden": True, "phone": "hide"}
    return [
        {"key": "title", "label": _("Contest"), "sort": True, "width": 46},
        {"key": "project", "label": _("Project"), "hidden": len(known) < 2, "width": 46},
        {"key": "opens_on", "label": _("Taking applications"), "sort": True, "width": 24, **quiet},
        {"key": "applications", "label": _("Applications"), "align": "end", **quiet},
        {"key": "awards", "label": _("Grants"), "align": "end", **quiet},
        *({"key": name, "label": label, **MONEY} for name, label in amounts().items()),
        {"key": "status", "label": _("State"), "sort": True, "phone": "end", "width": 20},
    ]


def amounts() -> dict[str, str]:
    """The amounts of a fund in words, in their order."""
    return {
        "fund": _("Fund"),
        "requested": _("Requested"),
        "recommended": _("Recommended"),
        "awarded": _("Awarded"),
        "paid": _("Paid"),
        "left": _("Left"),
    }


def rows(known: dict[str, str], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Contests with their money added up over the regions the reader sees."""
    order = request.args.get("sort", "-opens_on")
    return [shown(row, known) for row in contest_rows(filters_of(known), order, limit, offset)]


def shown(row: ListedContest, known: dict[str, str]) -> dict[str, Any]:
    """A contest as its line of the list shows it."""
    place = {"href": f"/grants/contests/{row.id}", "project": known.get(str(row.project_id))}
    return {**vars(row), **vars(totals(row.funds)), **place}


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, paging, projects: [(key, topic)]}."""
    known = project_names(projects.topics())
    filters = filters_of(known)
    total = count_contests(filters)
    found = rows(known, PAGE, PAGE * (page_number() - 1))
    return {
        "rows": found,
        "total": total,
        "columns": columns(known),
        "filters": filters,
        "paging": paging(total, len(found)),
        "projects": list(known.items()),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    known = project_names(projects.topics())
    return send_workbook(_("Contests"), columns(known), rows(known, MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key == "opens_on":
        return f"{format_short_date(row['opens_on'])} – {format_short_date(row['closes_on'])}"
    return contest_statuses()[row["status"]] if key == "status" else row[key]
