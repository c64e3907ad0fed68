"""The list of projects funded by donors as a page and as a workbook: the same filters, columns, words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.grants.donor_projects.queries import (
    VIEW,
    Found,
    count_donor_projects,
    donor_project_rows,
)
from services.grants.donor_projects.wording import SHAPES, donor_origins, donor_project_states
from services.grants.projects.queries import projects
from services.grants.projects.wording import region_names
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
    title_columns,
)
from shared.i18n import format_money
from shared.projects import project_names
from shared.sorting import Sorting, by_words

FILTERS = ("q", "project", "region", "state")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: topic}."""
    return [
        *title_columns(_("Title of the project"), width=50),
        *donor_columns(),
        region_column(region_names()),
        settlement_column(_("Settlement"), **QUIET),
        project_column(names),
        *decision_columns(),
        state_column(_("State"), donor_project_states(), SHAPES, attrgetter("state"), key="state", width=24),
    ]


def donor_columns() -> list[Column[Found]]:
    """Who gives."""
    origins = donor_origins()
    return [
        Column(key="donor", label=_("Donor"), said=attrgetter("donor"), sort=True, width=40),
        Column(
            key="origin",
            label=_("Where the donor is from"),
            said=lambda row: origins[row.origin],
            width=24,
            **QUIET,
        ),
    ]


def decision_columns() -> list[Column[Found]]:
    """How much, and since when it is certain."""
    day = attrgetter("decided_on")
    return [
        Column(
            key="amount",
            label=_("Amount"),
            said=attrgetter("amount"),
            drawn=lambda row: format_money(row.amount),
            sort=True,
            align="end",
            named=True,
        ),
        Column(key="decided_on", label=_("Donor’s decision"), said=day, sort=True, unbroken=True, named=True),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Projects of the list; regions and states go in the order of their names."""
    order = {"region": by_words(region_names()), "state": list(donor_project_states())}
    sorting = Sorting(request.args.get("sort", "-decided_on"), order)
    return donor_project_rows(asked(*FILTERS), sorting, limit, offset)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    filters, names = asked(*FILTERS), project_names(projects.topics())
    found, total = rows(PAGE, skipped()), count_donor_projects(filters)
    shown = Listed(columns(names), found, total, lambda row: f"/grants/donor-projects/{row.id}")
    return {"found": shown, "filters": filters, "projects": projects.listed(VIEW)}


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(projects.topics()), count_donor_projects(asked(*FILTERS))
    return send_workbook(_("Donor projects"), columns(names), total, at_once(lambda: rows(None)))
