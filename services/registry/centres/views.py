"""Pages of the community centres."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.centres import forms, listing, queries, schemas
from services.registry.centres.models import Centre, Funding
from services.registry.centres.operations import ending, holdings, opening
from services.registry.centres.wording import duties_in_words
from services.registry.organisations.queries import directory, labels, meant
from services.registry.plans.queries import approved_projects, code_of, offered_projects, regions_offered
from services.registry.plans.wording.pages import project_names
from shared.access import actor, holds, requires, scope
from shared.doors.form import Form, given, untouched
from shared.plugins import extra
from shared.proofs.wording import proofs_on

views = Blueprint("centres", __name__)
OPEN, END = "centre.open", "centre.end"


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
    form = Form(schemas.CentreIn(), forms.begun())
    if extra.alone():
        return render_template("ui/extra.html", **forms.questions(form))
    if done := form.run(lambda v: opening.plan_centre(v.pop("project_id"), forms.own(v))):
        return redirect(f"/registry/centres/{done.id}")
    return render_template(
        "registry/centres/new.html",
        form=form,
        projects=offered_projects("centre.open"),
        mine=regions_offered(Centre.region, scope(OPEN)),
        hosts=list(labels(directory())),
        **forms.questions(form),
    ), form.status


@views.get("/centres/<uuid:centre_id>")
@requires("centre.view")
def show_centre(centre_id: uuid.UUID) -> str:
    """Show a centre with its evidence."""
    return page(centre_id)[0]


@views.post("/centres/<uuid:centre_id>/opening")
@requires("centre.open")
def open_centre(centre_id: uuid.UUID) -> Any:
    """Mark a centre as open."""
    centre, form = queries.get_centre(centre_id, OPEN, lock=True), Form(schemas.OpeningIn())
    if form.run(opening.open_centre, centre):
        flash(_("The centre is open and counts."), "success")
        return redirect(f"/registry/centres/{centre_id}")
    return page(centre_id, opened=form)


@views.route("/centres/<uuid:centre_id>/edit", methods=["GET", "POST"])
@requires("centre.open")
def correct_centre(centre_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a centre."""
    centre = queries.get_centre(centre_id, OPEN, lock=request.method == "POST")
    g.region, form = centre.region, Form(schemas.CorrectionIn(), forms.present(centre))
    if form.run(opening.correct_centre, centre):
        flash(_("Saved."), "success")
        return redirect(f"/registry/centres/{centre_id}")
    shown = {"form": form, "centre": centre, "hosts": list(labels(directory()))}
    asked = extra.on_form(opening.asked_of(centre), form)
    return render_template("registry/centres/edit.html", **shown, **asked), form.status


@views.route("/centres/<uuid:centre_id>/equipment", methods=["GET", "POST"])
@requires("centre.open")
def list_equipment(centre_id: uuid.UUID) -> Any:
    """Show and take the list of what stands in a centre."""
    centre = queries.get_centre(centre_id, OPEN, lock=request.method == "POST")
    g.region = centre.region
    form = Form(schemas.EquipmentForm(), forms.present_equipment(centre), lists=forms.COLUMNS)
    if form.run(holdings.list_equipment, centre):
        flash(_("Saved."), "success")
        return redirect(f"/registry/centres/{centre_id}#equipment")
    shown = {"centre": centre, "form": form, "lines": forms.lines(form)}
    return render_template("registry/centres/equipment.html", **shown), form.status


@views.post("/centres/<uuid:centre_id>/ending")
@requires("centre.end")
def end_centre(centre_id: uuid.UUID) -> Any:
    """Hand a centre over or close it."""
    form = Form(schemas.EndingIn())
    owed = form.before(owed_on_that_day, queries.get_centre(centre_id, END), form) or []
    centre = queries.get_centre(centre_id, END, lock=True)
    if form.run(ending.end_centre, centre, owed):
        flash(_("Saved. It still counts from the day it opened."), "success")
        return redirect(f"/registry/centres/{centre_id}")
    return page(centre_id, ended=form)


def owed_on_that_day(centre: Centre, form: Form) -> list[queries.Duty]:
    """What a centre owes elsewhere on the day the form names."""
    return queries.duties_elsewhere(centre, form.schema.load(given(form.values))["ended_on"])


@views.post("/centres/<uuid:centre_id>/resumption")
@requires("centre.end")
def resume_centre(centre_id: uuid.UUID) -> Any:
    """Open an ended centre again."""
    centre, form = queries.get_centre(centre_id, END, lock=True), Form(schemas.ResumingIn())
    if form.run(ending.resume_centre, centre):
        flash(_("The centre is open again."), "success")
        return redirect(f"/registry/centres/{centre_id}")
    return page(centre_id, ended=form)


@views.route("/centres/<uuid:centre_id>/fundings/new", methods=["GET", "POST"])
@requires("centre.open")
def record_funding(centre_id: uuid.UUID) -> Any:
    """Show and take the form of money others give for a centre."""
    centre = queries.get_centre(centre_id, OPEN, lock=request.method == "POST")
    form = Form(schemas.FundingIn())
    if done := form.run(holdings.record_funding, centre):
        flash(_("Recorded. Now attach the document that says so."), "success")
        return redirect(f"/registry/fundings/{done.id}#evidence")
    return funding_form(centre, form)


@views.get("/fundings/<uuid:funding_id>")
@requires("centre.view")
def show_funding(funding_id: uuid.UUID) -> str:
    """Show money for a centre with its document."""
    return funding_page(funding_id, untouched())[0]


@views.route("/fundings/<uuid:funding_id>/edit", methods=["GET", "POST"])
@requires("centre.open")
def change_funding(funding_id: uuid.UUID) -> Any:
    """Show and take the form that corrects money for a centre."""
    item = queries.get_funding(funding_id, OPEN, lock=request.method == "POST")
    form = Form(schemas.FundingIn(), forms.present_funding(item))
    if form.run(holdings.change_funding, item):
        flash(_("Saved."), "success")
        return redirect(f"/registry/fundings/{funding_id}")
    return funding_form(item.centre, form, item)


@views.post("/fundings/<uuid:funding_id>/withdrawal")
@requires("centre.open")
def withdraw_funding(funding_id: uuid.UUID) -> Any:
    """Take the form that says money was written down by mistake."""
    item, form = queries.get_funding(funding_id, OPEN, lock=True), Form(schemas.FundingWithdrawalIn())
    if form.run(holdings.withdraw_funding, item):
        flash(_("It is withdrawn and no longer counts."), "success")
        return redirect(f"/registry/fundings/{funding_id}")
    return funding_page(funding_id, form)


@views.get("/centres/<uuid:centre_id>/evidence/<uuid:evidence_id>")
@requires("centre.view")
def former_address(centre_id: uuid.UUID, evidence_id: uuid.UUID) -> Any:
    """Lead to a file from where sealed reports remember it."""
    queries.get_centre(centre_id, "centre.view")
    return redirect(f"/registry/evidence/{evidence_id}")


def page(centre_id: uuid.UUID, opened: Form | None = None, ended: Form | None = None) -> tuple[str, int]:
    """The page of a centre; one of its forms may come back with reasons."""
    centre = queries.get_centre(centre_id, "centre.view")
    g.region, sent = centre.region, opened or ended or untouched()
    return render_template(
        "registry/centres/show.html",
        centre=centre,
        host=meant(centre.host or "", directory()) if actor().can("organisation.view") else None,
        code=code_of(centre.project_id, centre.activity_id),
        form=opened or untouched(),
        ended=ended or untouched(),
        duties=duties_in_words(sent.detail.get("duties", [])),
        journal=centre.status != "planned" and holds(actor(), "events", "journal.view"),
        fundings=queries.fundings_of(centre),
        proven=queries.proven_fundings(centre),
        may_open=queries.reaches(OPEN, centre),
        may_end=queries.reaches(END, centre),
        several=project_names(approved_projects()),
        extras=extra.in_full(opening.asked_of(centre), centre),
        proofs=proofs_on(centre),
    ), sent.status


def funding_form(centre: Centre, form: Form, item: Funding | None = None) -> tuple[str, int]:
    """The form of money for a centre."""
    g.region = centre.region
    shown = {"centre": centre, "item": item, "form": form}
    return render_template("registry/centres/funding_form.html", **shown), form.status


def funding_page(funding_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of money for a centre."""
    item = queries.get_funding(funding_id, "centre.view")
    g.region = item.centre.region
    return render_template(
        "registry/centres/funding.html",
        item=item,
        centre=item.centre,
        form=form,
        may_record=queries.reaches(OPEN, item.centre) and not item.withdrawn_because,
        proofs=proofs_on(item),
    ), form.status
