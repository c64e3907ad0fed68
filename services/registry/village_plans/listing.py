"""The list of village plans as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.plans.queries import approved_projects
from services.registry.plans.wording.pages import project_names, project_options
from services.registry.regions.wording import region_options
from services.registry.village_plans.queries import Found, count_plans, plan_rows
from services.registry.village_plans.wording.names import SHAPES, bodies, states
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import (
    PAGE,
    QUIET,
    Column,
    Listed,
    asked,
    project_column,
    region_column,
    settlement_column,
    skipped,
    state_column,
)
from shared.sorting import Sorting, by_words

FILTERS = ("q", "project", "region", "state")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: name}."""
    regions = dict(region_options(None))

    return [
        settlement_column(_("Village"), sort=True, width=30),
        region_column(regions),
        project_column(names),
        *approval_columns(),
        state_column(_("State"), states(), SHAPES, attrgetter("state"), key="state", width=30),
    ]


def approval_columns() -> list[Column[Found]]:
    """When the group was formed, when and by whom the plan was approved."""
    named = bodies()
    return [
        Column(
            key="group_formed_on",
            label=_("Working group formed on"),
            said=attrgetter("group_formed_on"),
            sort=True,
            phone="hide",
        ),
        Column(
            key="approved_on",
            label=_("Day of the approval"),
            said=attrgetter("approved_on"),
            sort=True,
            unbroken=True,
        ),
        Column(
            key="approved_by",
            label=_("Who approved it"),
            said=lambda row: named.get(row.approved_by or "", ""),
            width=40,
            **QUIET,
        ),
        Column(key="protocol_number", label=_("Protocol No."), said=attrgetter("protocol_number"), **QUIET),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Plans of the list; regions and states go in the order of their names."""
    order = {"region": by_words(dict(region_options(None))), "state": list(states())}
    sorting = Sorting(request.args.get("sort", "settlement"), order)
    return plan_rows(asked(*FILTERS), sorting, limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    filters, names = asked(*FILTERS), project_names(approved_projects())
    found, total = rows(PAGE, skipped()), count_plans(filters)
    listed = Listed(columns(names), found, total, lambda row: f"/registry/village-plans/{row.id}")
    return {"found": listed, "filters": filters, "projects": project_options(names, "village_plan.view")}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(approved_projects()), count_plans(asked(*FILTERS))
    return send_workbook(_("Village plans"), columns(names), total, at_once(lambda: rows(None)))
