"""The list of initiative groups as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.groups.queries import Found, count_groups, group_rows
from services.registry.groups.wording import SHAPES, found, group_states
from services.registry.plans.queries import approved_projects
from services.registry.plans.wording.pages import project_names, project_options
from services.registry.regions.wording import region_options
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    parts,
    project_column,
    region_column,
    settlement_column,
    skipped,
    state_column,
    title_columns,
)
from shared.sorting import Sorting, by_words
from shared.spoken import name_of, place_words

FILTERS = ("q", "project", "region", "state", "lasts")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: name}."""
    noted = parts().noted
    return [
        *title_columns(
            _("Name of the group"),
            key="name",
            drawn=lambda row: noted(name_of(row), place_words(row.settlement)),
            width=34,
        ),
        *place_columns(),
        project_column(names),
        *title_columns(_("Problem"), key="problem", sort=False, phone="hide", width=50),
        *life_columns(),
        state_column(_("State"), group_states(), SHAPES, attrgetter("state"), key="state", width=20),
    ]


def place_columns() -> list[Column[Found]]:
    """Where a group is."""
    return [
        region_column(dict(region_options(None))),
        settlement_column(_("Settlement"), sort=True, **QUIET),
    ]


def life_columns() -> list[Column[Found]]:
    """Since when it is there, how many they are, whether it lasts."""
    formed, visited = attrgetter("formed_on"), attrgetter("checked_on")
    return [
        Column(key="formed_on", label=_("Founded on"), said=formed, sort=True, unbroken=True),
        Column(
            key="members", label=_("Members"), said=attrgetter("members"), sort=True, align="end", named=True
        ),
        Column(key="lasts", label=_("Sustainability"), said=lambda row: found(row.lasts), width=22),
        Column(key="checked_on", label=_("Visited on"), said=visited, **QUIET),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Groups of the list; regions and states go in the order of their names."""
    order = {"region": by_words(dict(region_options(None))), "state": list(group_states())}
    return group_rows(asked(*FILTERS), Sorting(request.args.get("sort", "name"), order), limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    filters, names = asked(*FILTERS), project_names(approved_projects())
    groups, total = rows(PAGE, skipped()), count_groups(filters)
    shown = Listed(columns(names), groups, total, lambda row: f"/registry/groups/{row.id}")
    return {"found": shown, "filters": filters, "projects": project_options(names, "group.view")}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(approved_projects()), count_groups(asked(*FILTERS))
    return send_workbook(_("Initiative groups"), columns(names), total, at_once(lambda: rows(None)))
