"""The list of plans as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.plans.queries import count_plans, plan_rows
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date

FILTERS = ("q", "status")
DAYS = ("approved", "uploaded", "closed_on")


def statuses() -> dict[str, str]:
    """States to choose from; a closed project is one of them."""
    return {
        "draft": pgettext("plan", "draft"),
        "approved": pgettext("plan", "approved"),
        "superseded": pgettext("plan", "replaced by a newer version"),
        "closed": pgettext("plan", "project closed"),
    }


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "topic", "label": _("Project"), "sort": True, "width": 60},
        {"key": "no", "label": _("Version"), "sort": True, "align": "end", "phone": "line"},
        {"key": "status", "label": _("State"), "sort": True, "phone": "end", "width": 24},
        {"key": "doubts", "label": _("Doubts"), "align": "end", "phone": "hide"},
        {"key": "approved", "label": _("Approved"), "sort": True, "format": "short_date"},
        {"key": "uploaded", "label": _("Uploaded"), "sort": True, "format": "short_date", "phone": "hide"},
        {"key": "grantee", "label": _("Grantee"), "sort": True, "hidden": True, "phone": "hide", "width": 40},
        {
            "key": "amount",
            "label": _("Amount of the grant"),
            "align": "end",
            "format": "money",
            "hidden": True,
            "phone": "hide",
        },
        {"key": "source", "label": _("Word file"), "phone": "line", "width": 40},
    ]


def rows(filters: dict[str, Any], limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Plans with the address of their page."""
    return [
        {**row, "href": f"/registry/plans/{row['id']}"}
        for row in plan_rows(filters, request.args.get("sort", ""), limit, offset)
    ]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, columns, filters, paging}."""
    filters = asked(*FILTERS)
    found = rows(filters, PAGE, PAGE * (page_number() - 1))
    return {
        "rows": found,
        "columns": columns(),
        "filters": filters,
        "statuses": list(statuses().items()),
        "paging": paging(count_plans(filters), len(found)),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    return send_workbook(_("Plans"), columns(), rows(asked(*FILTERS), MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key in DAYS:
        return format_short_date(row[key]) if row[key] else ""
    if key == "status":
        return state(row)
    return Decimal(str(row[key])) if key == "amount" and row[key] is not None else row[key]


def state(row: dict[str, Any]) -> str:
    """The state of a version in words; that its project is closed comes first."""
    return (
        statuses()["closed"]
        if row["closed_on"] and row["status"] == "approved"
        else statuses().get(row["status"], row["status"])
    )
