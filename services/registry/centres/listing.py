"""The list of centres as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.centres.operations.opening import asked as asked_in
from services.registry.centres.operations.opening import asked_of
from services.registry.centres.queries import Found, centre_rows, count_centres, kept_answers
from services.registry.centres.wording import SHAPES, centre_statuses
from services.registry.plans.queries import approved_projects
from services.registry.plans.wording.pages import project_names, project_options
from services.registry.regions.wording import region_options
from shared.access import scope
from shared.clock import today
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
from shared.plugins import extra
from shared.sorting import by_words

FILTERS = ("q", "project", "region", "status")


def columns(names: dict[str, str]) -> list[Column[Found]]:
    """Columns of the list under these projects, {id: name}."""
    return [
        *title_columns(_("Centre"), key="name", width=36),
        *project_and_region(names),
        settlement_column(_("Settlement"), sort=True),
        Column(key="address", label=_("Address"), said=attrgetter("address"), width=36, **QUIET),
        *title_columns(_("Host organisation"), key="host", width=36, **QUIET),
        Column(
            key="operator",
            label=_("Who works there"),
            said=attrgetter("operator"),
            sort=True,
            width=30,
            **QUIET,
        ),
        *title_columns(_("Opening hours"), key="hours", width=30, **QUIET | {"sort": False}),
        Column(key="opened_on", label=_("Opened"), said=attrgetter("opened_on"), sort=True),
        Column(key="ended_on", label=_("Ended on"), said=attrgetter("ended_on"), sort=True, **QUIET),
        Column(key="files", label=_("Files"), said=attrgetter("files"), align="end", phone="hide"),
        state_column(_("State"), centre_statuses(), SHAPES, attrgetter("status"), width=18),
        *answers(),
    ]


def answers() -> list[Column[Found]]:
    """What the plugins of the reader's regions ask, and what was answered before."""
    here = [code for code, _name in region_options(scope("centre.view"))]
    return extra.columns([asked_in(region, today()) for region in here], kept_answers(), asked_of)


def project_and_region(names: dict[str, str]) -> list[Column[Found]]:
    """The project, shown where there are several, and the region."""
    regions = dict(region_options(None))

    return [
        project_column(names),
        region_column(regions),
    ]


def rows(limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Centres of the list."""
    order = {
        "region": by_words(dict(region_options(None))),
        "status": list(centre_statuses()),
    }
    return centre_rows(asked(*FILTERS), request.args.get("sort", "region"), limit, offset, order)


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, projects: [(key, topic)]}."""
    filters, names = asked(*FILTERS), project_names(approved_projects())
    found, total = rows(PAGE, skipped()), count_centres(filters)
    return {
        "found": Listed(columns(names), found, total, lambda row: f"/registry/centres/{row.id}"),
        "filters": filters,
        "projects": project_options(names, "centre.view"),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    names, total = project_names(approved_projects()), count_centres(asked(*FILTERS))
    return send_workbook(_("Community centres"), columns(names), total, at_once(lambda: rows(None)))
