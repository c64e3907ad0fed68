"""The list of adjustments as a page and as a workbook: the same filters, columns and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.reports.adjustments.queries import Found, adjustment_rows, count_adjustments
from services.reports.adjustments.wording import (
    SHAPES,
    adjustment_states,
    called,
    region_names,
    signed_amount,
)
from shared.access import actor
from shared.acts.words import name_of
from shared.doors.export import at_once, send_workbook
from shared.doors.listing import PAGE, Column, Listed, asked, region_column, skipped, state_column
from shared.language.doer import Doer
from shared.language.records.project import Project
from shared.sorting import Sorting

FILTERS = ("indicator", "region", "state")


def columns(project: Project) -> list[Column[Found]]:
    """Columns of the list; who proposed and approved is told to those who may know."""
    regions, whole = region_names(project), _("the whole project")

    return [
        Column(
            key="indicator",
            label=_("Indicator"),
            said=lambda row: called(project, row.indicator_id),
            width=50,
        ),
        Column(
            key="amount",
            label=_("Adjustment"),
            said=lambda row: signed_amount(row.amount, row.base),
            align="end",
            sort=True,
            named=True,
        ),
        Column(key="reason", label=_("Reason"), said=lambda row: row.reason, width=60),
        region_column(regions, whole),
        Column(key="day", label=_("Day"), said=attrgetter("day"), sort=True, unbroken=True),
        *(people() if actor().can("doer.view") else []),
        state_column(_("State"), adjustment_states(), SHAPES, lambda row: row.state, key="state", width=24),
    ]


def people() -> list[Column[Found]]:
    """Who proposed it, and who approved it."""

    def name(doer: Doer | None) -> str | None:
        return name_of(doer.kind, doer.name) if doer else None

    return [
        Column(key="proposed", label=_("Proposed by"), said=lambda row: name(row.entered_by), width=26),
        Column(
            key="approved",
            label=_("Who approved the adjustment"),
            said=lambda row: name(row.approved_by),
            width=26,
        ),
    ]


def wanted(project: Project) -> dict[str, Any]:
    """The filters of the address."""
    return {"project": project.id, **asked(*FILTERS)}


def rows(project: Project, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """Adjustments of the list."""
    order = {"state": list(adjustment_states())}
    sorting = Sorting(request.args.get("sort", "-day"), order)
    return adjustment_rows(wanted(project), sorting, limit, offset)


def page_of(project: Project) -> dict[str, Any]:
    """Everything the list's page shows: {found, filters, regions}."""
    found, total = rows(project, PAGE, skipped()), count_adjustments(wanted(project))
    shown = Listed(columns(project), found, total, lambda row: f"/reports/adjustments/{row.id}")
    return {"found": shown, "filters": asked(*FILTERS), "regions": list(region_names(project).items())}


def export(project: Project) -> Response:
    """The list of the same address as an .xlsx."""
    total = count_adjustments(wanted(project))
    return send_workbook(_("Adjustments"), columns(project), total, at_once(lambda: rows(project, None)))
