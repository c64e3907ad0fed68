"""The applications of a contest as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.applications import regional
from services.grants.applications.queries import (
    application_rows,
    count_applications,
    kept_answers,
    sees_names,
)
from services.grants.contests.models import Contest
from services.grants.contests.queries import visible_funds
from services.grants.pages import application_statuses, region_name, verdicts
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date

FILTERS = ("q", "region", "status", "verdict", "scan")


def columns(contest: Contest, regions: list[str]) -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by,
    leaders are for those who may read their names."""
    leader = [
        {
            "key": "leader_name",
            "label": _("Leader of the group"),
            "hidden": True,
            "phone": "hide",
            "width": 30,
        }
    ]
    return [
        {"key": "number", "label": _("Number"), "sort": True},
        {"key": "group_name", "label": _("Group"), "sort": True, "width": 34},
        *(leader if sees_names(contest.id) else []),
        {"key": "region", "label": _("Region"), "sort": True, "hidden": len(regions) < 2, "width": 26},
        {
            "key": "settlement",
            "label": _("Settlement"),
            "sort": True,
            "hidden": True,
            "phone": "hide",
            "width": 24,
        },
        {"key": "title", "label": _("Title of the project"), "hidden": True, "phone": "hide", "width": 46},
        {"key": "registered_on", "label": _("Received"), "sort": True, "hidden": True, "phone": "hide"},
        *(
            {"key": name, "label": label, "align": "end", "format": "money", "sort": True, "named": True}
            for name, label in (
                ("requested", _("Requested")),
                ("recommended", _("Recommended")),
                ("awarded", _("Awarded")),
                ("paid", _("Paid")),
            )
        ),
        *regional.columns(regions, kept_answers(contest.id)),
        {"key": "has_scan", "label": _("Scan"), "hidden": True, "phone": "hide"},
        {"key": "status", "label": _("State"), "sort": True, "phone": "end", "width": 22},
    ]


def rows(contest: Contest, regions: list[str], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Applications with the address of their page."""
    order = {
        "region": regions,
        "status": sorted(application_statuses(), key=lambda code: application_statuses()[code]),
    }
    found = application_rows(
        contest.id, asked(*FILTERS), request.args.get("sort", "number"), limit, offset, order
    )
    asked_for = regional.columns(regions, kept_answers(contest.id))
    return [
        {**row, **regional.cells(row, asked_for), "href": f"/grants/applications/{row['id']}"}
        for row in found
    ]


def regions_of(contest: Contest) -> list[str]:
    """Codes of the contest's regions the reader sees, in the order their names are read."""
    return sorted((fund["region"] for fund in visible_funds(contest.id)), key=region_name)


def page_of(contest: Contest) -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, paging, regions: [(code, name)]}."""
    filters, regions = asked(*FILTERS), regions_of(contest)
    total, found = (
        count_applications(contest.id, filters),
        rows(contest, regions, PAGE, PAGE * (page_number() - 1)),
    )
    return {
        "rows": found,
        "total": total,
        "columns": columns(contest, regions),
        "filters": filters,
        "paging": paging(total, len(found)),
        "regions": [(code, region_name(code)) for code in regions],
    }


def export(contest: Contest) -> Response:
    """The list of the same address as an .xlsx."""
    regions = regions_of(contest)
    return send_workbook(_("Applications"), columns(contest, regions), rows(contest, regions, MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key == "registered_on":
        return format_short_date(row[key])
    if key == "recommended" and row["verdict"] == "refuse":
        return verdicts()["refuse"]
    if key == "has_scan":
        return _("attached") if row[key] else _("missing")
    return (
        region_name(row[key])
        if key == "region"
        else application_statuses()[row[key]]
        if key == "status"
        else row[key]
    )
