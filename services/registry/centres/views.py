"""Pages of the community centres."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.centres import listing, operations, queries
from services.registry.centres.models import Centre
from services.registry.centres.schemas import CentreForm, CorrectionForm, OpeningForm
from services.registry.plans.queries import approved_projects, code_of, regions_offered
from services.registry.plans.wording.pages import project_names
from shared.access import requires, scope
from shared.doors.form import Form
from shared.proofs.wording import proofs_on

views = Blueprint("centres", __name__)


@views.get("/centres")
@requires("centre.view")
def centre_list() -> str:
    """List the centres."""
    return render_template(
        "registry/centres/list.html",
        mine=regions_offered(Centre.region, scope("centre.view")),
        **listing.page_of(),
    )


@views.get("/centres.xlsx")
@requires("centre.view")
def centre_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/centres/new", methods=["GET", "POST"])
@requires("centre.open")
def plan_centre() -> Any:
    """Show and take the form of a new centre."""
    form = Form(CentreForm())
    if done := form.run(lambda v: operations.plan_centre(v.pop("project_id"), v)):
        return redirect(f"/registry/centres/{done.id}")
    projects = [row for row in approved_projects() if not row.closed_on]
    return render_template(
        "registry/centres/new.html",
        form=form,
        projects=projects,
        mine=regions_offered(Centre.region, scope("centre.open")),
    ), form.status


@views.get("/centres/<uuid:centre_id>")
@requires("centre.view")
def show_centre(centre_id: uuid.UUID) -> str:
    """Show a centre with its evidence."""
    return page(centre_id, Form(OpeningForm()))[0]


@views.post("/centres/<uuid:centre_id>/opening")
@requires("centre.open")
def open_centre(centre_id: uuid.UUID) -> Any:
    """Mark a centre as open."""
    centre, form = queries.get_centre(centre_id, "centre.open", lock=True), Form(OpeningForm())
    if form.run(lambda v: operations.open_centre(centre, v["opened_on"])):
        flash(_("The centre is open and counts."), "success")
        return redirect(f"/registry/centres/{centre_id}")
    return page(centre_id, form)


@views.route("/centres/<uuid:centre_id>/edit", methods=["GET", "POST"])
@requires("centre.open")
def correct_centre(centre_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a centre."""
    centre = queries.get_centre(centre_id, "centre.open", lock=request.method == "POST")
    start = {name: getattr(centre, name) for name in ("name", "settlement", "address", "host", "opened_on")}
    g.region, form = centre.region, Form(CorrectionForm(), start)
    if form.run(operations.correct_centre, centre):
        flash(_("Saved."), "success")
        return redirect(f"/registry/centres/{centre_id}")
    return render_template("registry/centres/edit.html", form=form, centre=centre), form.status


@views.get("/centres/<uuid:centre_id>/evidence/<uuid:evidence_id>")
@requires("centre.view")
def former_address(centre_id: uuid.UUID, evidence_id: uuid.UUID) -> Any:
    """Lead to a file from where sealed reports remember it."""
    queries.get_centre(centre_id, "centre.view")
    return redirect(f"/registry/evidence/{evidence_id}")


def page(centre_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a centre."""
    centre = queries.get_centre(centre_id, "centre.view")
    g.region = centre.region
    return render_template(
        "registry/centres/show.html",
        centre=centre,
        code=code_of(centre.project_id, centre.activity_id),
        form=form,
        may_open=queries.reaches("centre.open", centre),
        several=project_names(approved_projects()),
        proofs=proofs_on(centre),
    ), form.status
