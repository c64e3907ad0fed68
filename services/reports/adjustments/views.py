"""Pages of adjustments: the list, the form, an adjustment with its paper."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.reports.adjustments import listing, operations, queries
from services.reports.adjustments.proof import titled
from services.reports.adjustments.queries import APPROVE, PROPOSE
from services.reports.adjustments.schemas import AdjustmentForm, AdjustmentWithdrawalIn
from services.reports.adjustments.wording import called, region_names
from shared.access import actor, in_scope, requires
from shared.doors.errors import NotFound
from shared.doors.form import Form, press, untouched
from shared.language.expressions import parse
from shared.language.measure import RATIO
from shared.language.records.project import Indicator, Project
from shared.projects import project_names
from shared.proofs.wording import proofs_on
from shared.spoken import spoken

views = Blueprint("adjustments", __name__)
PAGE = "/reports/adjustments"


@views.get("/adjustments")
@requires("adjustment.view")
def adjustment_list() -> str:
    """List the adjustments of a project."""
    known, project = queries.planned(), chosen()
    names = list(project_names(known).items())
    found = listing.page_of(project) if project else {}
    return render_template("reports/adjustments/list.html", projects=names, project=project, **found)


@views.get("/adjustments.xlsx")
@requires("adjustment.view")
def export_adjustments() -> Response:
    """Give the list of the same address as an .xlsx."""
    project = chosen()
    if project is None:
        raise NotFound
    return listing.export(project)


def chosen() -> Project | None:
    """The project the address names, else the newest; None where there is none."""
    asked, known = request.values.get("project") or request.values.get("project_id"), queries.planned()
    return queries.get_planned(asked) if asked else known[0] if known else None


@views.route("/adjustments/new", methods=["GET", "POST"])
@requires("adjustment.propose")
def propose_adjustment() -> Any:
    """Show and take the form of a new adjustment."""
    project = chosen()
    form = Form(AdjustmentForm(), {name: request.args.get(name, "") for name in ("indicator", "region")})
    if done := form.run(lambda values: operations.propose_adjustment(values.pop("project_id"), values)):
        flash(_("Proposed. Now attach the paper that shows it; then somebody else approves it."), "success")
        return redirect(f"{PAGE}/{done.id}#evidence")
    if project is None:
        raise NotFound
    return render_template(
        "reports/adjustments/new.html",
        form=form,
        project=project,
        indicators=[(row.id, f"{row.code} {row.name}") for row in adjustable(spoken(project))],
        shares=[row.code for row in adjustable(project) if is_share(row)],
        regions=list(region_names(project).items()),
    ), form.status


def adjustable(project: Project) -> list[Indicator]:
    """The indicators that have a figure."""
    return [row for row in queries.indicators_of(project) if parse(row.measure or "").delivered]


def is_share(row: Indicator) -> bool:
    """Whether an indicator is a share of a base."""
    measure = parse(row.measure or "").measure
    return measure is not None and measure.counted == RATIO


@views.get("/adjustments/<uuid:adjustment_id>")
@requires("adjustment.view")
def show_adjustment(adjustment_id: uuid.UUID) -> str:
    """Show an adjustment with its paper."""
    return page(adjustment_id, untouched())[0]


@views.post("/adjustments/<uuid:adjustment_id>/approval")
@requires("adjustment.approve")
def approve_adjustment(adjustment_id: uuid.UUID) -> Any:
    """Approve what somebody else proposed."""
    press(operations.approve_adjustment, queries.get_adjustment(adjustment_id, APPROVE, lock=True))
    flash(_("Approved. From now on it counts, and stands apart in every figure and document."), "success")
    return redirect(f"{PAGE}/{adjustment_id}")


@views.post("/adjustments/<uuid:adjustment_id>/withdrawal")
@requires("adjustment.propose")
def withdraw_adjustment(adjustment_id: uuid.UUID) -> Any:
    """Take the form that withdraws an adjustment."""
    item = queries.get_adjustment(adjustment_id, PROPOSE, lock=True)
    form = Form(AdjustmentWithdrawalIn())
    if form.run(operations.withdraw_adjustment, item):
        flash(_("The adjustment is withdrawn and no longer counts."), "success")
        return redirect(f"{PAGE}/{adjustment_id}")
    return page(adjustment_id, form)


def page(adjustment_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of an adjustment."""
    item = queries.get_adjustment(adjustment_id)
    project, state = queries.get_planned(item.project_id), queries.state_of(item)
    indicator, waits = queries.indicator_of(project, item.indicator_id), state == queries.WAITING
    g.region = item.region
    return render_template(
        "reports/adjustments/show.html",
        item=item,
        form=form,
        state=state,
        title=titled(item),
        project=project,
        indicator=indicator,
        name=called(project, item.indicator_id),
        place=region_names(project).get(item.region or "", _("the whole project")),
        may_approve=waits and in_scope(APPROVE, item.region) and actor().id != item.entered_by.id,
        may_propose=state != queries.WITHDRAWN and in_scope(PROPOSE, item.region),
        own=actor().id == item.entered_by.id,
        proofs=proofs_on(item),
    ), form.status
