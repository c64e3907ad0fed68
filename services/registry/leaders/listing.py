"""The leaders' pool as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.leaders.queries import Found, count_leaders, leader_rows
from services.registry.leaders.wording import SHAPES, leader_states
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
    skipped,
    state_column,
)
from shared.sorting import Sorting, by_words
from shared.spoken import place_words

FILTERS = ("q", "project", "region", "state")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: name}."""
    return [
        name_column(),
        region_column(dict(region_options(None))),
        project_column(names),
        *training_columns(),
        state_column(_("Consent"), leader_states(), SHAPES, attrgetter("state"), key="state", width=24),
    ]


def name_column() -> Column[Found]:
    """Who it is, and from where."""
    noted = parts().noted

    def drawn(row: Found) -> Any:
        return noted(row.name, place_words(row.settlement)) if row.settlement else row.name

    return Column(key="name", label=_("Name"), said=attrgetter("name"), drawn=drawn, sort=True, width=34)


def training_columns() -> list[Column[Found]]:
    """Since when, after what, about what."""
    joined, topics = attrgetter("joined_on"), _("Topics")
    return [
        Column(key="joined_on", label=_("Joined on"), said=joined, sort=True, unbroken=True),
        Column(
            key="learned_at",
            label=_("After which training"),
            said=attrgetter("learned_at"),
            sort=True,
            width=46,
        ),
        Column(key="topics", label=topics, said=attrgetter("topics"), width=46, **QUIET),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Leaders of the list; regions and states go in the order of their names."""
    order = {"region": by_words(dict(region_options(None))), "state": list(leader_states())}
    return leader_rows(asked(*FILTERS), Sorting(request.args.get("sort", "name"), order), limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    filters, names = asked(*FILTERS), project_names(approved_projects())
    leaders, total = rows(PAGE, skipped()), count_leaders(filters)
    shown = Listed(columns(names), leaders, total, lambda row: f"/registry/leaders/{row.id}")
    return {"found": shown, "filters": filters, "projects": project_options(names, "leader.view")}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(approved_projects()), count_leaders(asked(*FILTERS))
    return send_workbook(_("Leaders’ pool"), columns(names), total, at_once(lambda: rows(None)))
