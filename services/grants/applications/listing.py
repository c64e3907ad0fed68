"""The applications of a contest as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.applications import forms
from services.grants.applications.queries import (
    application_rows,
    count_applications,
    kept_answers,
    sees_names,
)
from services.grants.applications.wording import application_statuses, verdicts
from services.grants.contests.models import Contest
from services.grants.contests.queries.funds import visible_funds
from services.grants.projects.wording import region_name
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date

FILTERS = ("q", "region", "status", "verdict", "scan")
QUIET = {"hidden": True, "phone": "hide"}
MONEY = {"align": "end", "format": "money", "sort": True, "named": True}


def columns(contest: Contest, regions: list[str]) -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by,
    leaders are for those who may read their names."""
    return [
        {"key": "number", "label": _("Number"), "sort": True},
        {"key": "group_name", "label": _("Group"), "sort": True, "width": 34},
        *leader_column(contest),
        *place_columns(len(regions) > 1),
        {"key": "title", "label": _("Title of the project"), "width": 46, **QUIET},
        {"key": "registered_on", "label": _("Received"), "sort": True, **QUIET},
        *money_columns(),
        *forms.columns(regions, kept_answers(contest.id)),
        {"key": "has_scan", "label": _("Scan"), **QUIET},
        {"key": "status", "label": _("State"), "sort": True, "phone": "end", "width": 22},
    ]


def leader_column(contest: Contest) -> list[dict[str, Any]]:
    """Who leads the groups, for those who may read it."""
    column = {"key": "leader_name", "label": _("Leader of the group"), "width": 30, **QUIET}
    return [column] if sees_names(contest.id) else []


def place_columns(several: bool) -> list[dict[str, Any]]:
    """Where the groups are; the region only where there is more than one."""
    region = {"key": "region", "label": _("Region"), "sort": True, "hidden": not several, "width": 26}
    return [region, {"key": "settlement", "label": _("Settlement"), "sort": True, "width": 24, **QUIET}]


def money_columns() -> list[dict[str, Any]]:
    """The four amounts."""
    words = {
        "requested": _("Requested"),
        "recommended": _("Recommended"),
        "awarded": _("Awarded"),
        "paid": _("Paid"),
    }
    return [{"key": name, "label": label, **MONEY} for name, label in words.items()]


def rows(contest: Contest, regions: list[str], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Applications with the address of their page."""
    wanted, sort = asked(*FILTERS), request.args.get("sort", "number")
    order = {"region": regions, "status": states_in_order()}
    asked_for = forms.columns(regions, kept_answers(contest.id))
    return [
        {**vars(row), **forms.cells(row, asked_for), "href": f"/grants/applications/{row.id}"}
        for row in application_rows(contest.id, wanted, sort, limit, offset, order)
    ]


def states_in_order() -> list[str]:
    """Codes of the states in the order their words are read."""
    words = application_statuses()
    return sorted(words, key=lambda code: words[code])


def regions_of(contest: Contest) -> list[str]:
    """Codes of the contest's regions the reader sees, in the order their names are read."""
    return sorted((fund.region for fund in visible_funds(contest.id)), key=region_name)


def page_of(contest: Contest) -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, paging, regions: [(code, name)]}."""
    filters, regions = asked(*FILTERS), regions_of(contest)
    total = count_applications(contest.id, filters)
    found = rows(contest, regions, PAGE, PAGE * (page_number() - 1))
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
    if key == "recommended" and row["verdict"] == "refuse":
        return verdicts()["refuse"]
    return IN_WORDS[key](row[key]) if key in IN_WORDS else row[key]


IN_WORDS: dict[str, Callable[[Any], str]] = {
    "registered_on": format_short_date,
    "has_scan": lambda there: _("attached") if there else _("missing"),
    "region": region_name,
    "status": lambda status: application_statuses()[status],
}
