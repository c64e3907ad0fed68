"""The list of users as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import pgettext

from services.registry.centres.queries import centre_name, centre_names
from services.registry.regions.wording import region_name
from services.registry.users.models import RoleGrant, User
from services.registry.users.queries import count_users, user_rows, valid_today
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, QUIET, Column, Listed, asked, skipped, state_column
from shared.i18n import once_a_language, said
from shared.language.roles import ROLES

FILTERS = ("q", "role", "region", "state")
SHAPES = {"active": "ok", "blocked": "bad"}


@once_a_language
def states() -> Mapping[str, str]:
    """Whether a user may sign in."""
    return {"active": pgettext("user", "active"), "blocked": pgettext("user", "blocked")}


def columns(centres: Mapping[str, str]) -> list[Column[User]]:
    """Columns of the list; `centres` are names by id."""
    name, login, day = attrgetter("name"), attrgetter("login"), attrgetter("created_at")
    return [
        Column(key="name", label=_("Name"), said=name, sort=True, width=32),
        Column(key="login", label=_("Login"), said=login, sort=True, width=20),
        Column(key="roles", label=_("Roles"), said=lambda user: roles_of(user, centres), width=50),
        Column(key="added", label=_("Added"), said=day, sort=True, width=18, **QUIET),
        state_column(_("State"), states(), SHAPES, state_of, key="state", width=16),
    ]


def roles_of(user: User, centres: Mapping[str, str]) -> str:
    """The roles of a user in one line."""
    return ", ".join(words_of(grant, centres.get(grant.centre or "")) for grant in user.grants)


def state_of(user: User) -> str:
    """Whether a user may sign in."""
    return "active" if user.active else "blocked"


def role_words(grant: RoleGrant) -> str:
    """A role with its region, centre or contest, and that it is not held today."""
    return words_of(grant, centre_name(grant.centre) if grant.centre else None)


def words_of(grant: RoleGrant, centre: str | None) -> str:
    """A role as `role_words` says it, with the name of its centre."""
    words = [roles()[grant.role]] + ([region_name(grant.region)] if grant.region else [])
    words += [centre or scraps()["centre"]] if grant.centre else []
    words += [scraps()["contest"]] if grant.contest else []
    return " · ".join(words + ([] if valid_today(grant) else [scraps()["late"]]))


@once_a_language
def roles() -> Mapping[str, str]:
    """Every role."""
    return {role: said(text) for role, text in ROLES.items()}


@once_a_language
def scraps() -> Mapping[str, str]:
    """What is said of a role besides its name."""
    return {"centre": _("one centre"), "contest": _("one contest"), "late": _("not today")}


def rows(limit: int | None, offset: int = 0) -> list[User]:
    """Users of the list."""
    return user_rows(asked(*FILTERS), request.args.get("sort", "name"), limit, offset)


def named(users: Sequence[User]) -> Mapping[str, str]:
    """Names of the centres that roles of these users are limited to."""
    return centre_names() if any(grant.centre for user in users for grant in user.grants) else {}


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, states}."""
    found, total = rows(PAGE, skipped()), count_users(asked(*FILTERS))
    shown = Listed(columns(named(found)), found, total, lambda user: f"/registry/users/{user.id}")
    return {"found": shown, "states": states()}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    total = count_users(asked(*FILTERS))
    return send_workbook(_("Users"), columns(centre_names()), total, at_once(lambda: rows(None)))
