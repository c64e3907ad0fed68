"""The list of users as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.centres.queries import centre_name
from services.registry.regions.wording import region_name
from services.registry.users.models import RoleGrant, User
from services.registry.users.queries import count_users, user_rows, valid_today
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook
from shared.i18n import format_short_date
from shared.language.roles import ROLES

FILTERS = ("q", "role", "region", "state")


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "name", "label": _("Name"), "sort": True, "width": 32},
        {"key": "login", "label": _("Login"), "sort": True, "width": 20},
        {"key": "roles", "label": _("Roles"), "width": 50},
        {
            "key": "added",
            "label": _("Added"),
            "sort": True,
            "hidden": True,
            "phone": "hide",
            "format": "short_date",
        },
        {"key": "state", "label": _("State"), "sort": True, "phone": "end", "width": 16},
    ]


def states() -> dict[str, str]:
    """Whether a user may sign in."""
    return {"active": pgettext("user", "active"), "blocked": pgettext("user", "blocked")}


def role_words(grant: RoleGrant) -> str:
    """A role with its region, centre or contest, and that it is not held today."""
    words = [_(ROLES[grant.role])] + ([region_name(grant.region)] if grant.region else [])
    words += [centre_name(grant.centre) or _("one centre")] if grant.centre else []
    words += [_("one contest")] if grant.contest else []
    return " · ".join(words + ([] if valid_today(grant) else [_("not today")]))


def described(user: User) -> dict[str, Any]:
    """A row of the list."""
    return {
        "name": user.name,
        "login": user.login,
        "roles": ", ".join(map(role_words, user.grants)),
        "added": user.created_at,
        "state": "active" if user.active else "blocked",
        "href": f"/registry/users/{user.id}",
    }


def rows(limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Users as rows."""
    return [
        described(user)
        for user in user_rows(asked(*FILTERS), request.args.get("sort", "name"), limit, offset)
    ]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, states, paging}."""
    total, found = count_users(asked(*FILTERS)), rows(PAGE, PAGE * (page_number() - 1))
    return {
        "rows": found,
        "total": total,
        "columns": columns(),
        "states": states(),
        "paging": paging(total, len(found)),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    return send_workbook(_("Users"), columns(), rows(MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key == "state":
        return states()[row["state"]]
    return format_short_date(row["added"]) if key == "added" else row[key]
