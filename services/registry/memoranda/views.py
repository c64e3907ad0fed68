"""Pages of memoranda: the list, the form, a memorandum with its scan."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.memoranda import forms, listing, operations, queries
from services.registry.memoranda.models import Memorandum
from services.registry.memoranda.schemas import CorrectionForm, MemorandumForm, WithdrawalIn
from services.registry.memoranda.wording import with_whom
from services.registry.plans.models import Project
from services.registry.plans.queries import (
    approved_projects,
    chosen_project,
    code_of,
    is_outside,
    offered_projects,
    regions_offered,
)
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import requires, scope
from shared.doors.form import Form, untouched
from shared.proofs.wording import proofs_on
from shared.reach import WHOLE, reachable

views = Blueprint("memoranda", __name__)
LISTS = ("parties", "instead")


@views.get("/memoranda")
@requires("memorandum.view")
def memorandum_list() -> str:
    """List the memoranda."""
    mine = regions_offered(Memorandum.region, scope(queries.VIEW))
    return render_template("registry/memoranda/list.html", mine=mine, whole=WHOLE, **listing.page_of())


@views.get("/memoranda.xlsx")
@requires("memorandum.view")
def memorandum_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/memoranda/new", methods=["GET", "POST"])
@requires("memorandum.record")
def record_memorandum() -> Any:
    """Show and take the form of a memorandum."""
    form = Form(MemorandumForm(), forms.begun(chosen_project(request.values.get("project_id"))), lists=LISTS)
    if done := form.run(operations.record_memorandum):
        flash(_("Recorded. Now attach the signed scan."), "success")
        return redirect(f"/registry/memoranda/{done.id}#evidence")
    return form_page(form, chosen_project(request.values.get("project_id")))


@views.get("/memoranda/<uuid:memorandum_id>")
@requires("memorandum.view")
def show_memorandum(memorandum_id: uuid.UUID) -> str:
    """Show a memorandum with its scan."""
    return page(memorandum_id, untouched())[0]


@views.route("/memoranda/<uuid:memorandum_id>/edit", methods=["GET", "POST"])
@requires("memorandum.record")
def change_memorandum(memorandum_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a memorandum."""
    item = queries.get_memorandum(memorandum_id, queries.RECORD, lock=request.method == "POST")
    words = {"region": dict(region_options(None))}
    form = Form(CorrectionForm(), forms.present(item), lists=LISTS, words=words)
    if form.run(operations.change_memorandum, item):
        flash(_("Saved."), "success")
        return redirect(f"/registry/memoranda/{memorandum_id}")
    return form_page(form, db.session.get(Project, item.project_id), item)


@views.post("/memoranda/<uuid:memorandum_id>/withdrawal")
@requires("memorandum.record")
def withdraw_memorandum(memorandum_id: uuid.UUID) -> Any:
    """Take the form that says a memorandum was written down by mistake."""
    item = queries.get_memorandum(memorandum_id, queries.RECORD, lock=True)
    form = Form(WithdrawalIn())
    if form.run(operations.withdraw_memorandum, item):
        flash(_("The memorandum is withdrawn and no longer counts."), "success")
        return redirect(f"/registry/memoranda/{memorandum_id}")
    return page(memorandum_id, form)


def page(memorandum_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a memorandum."""
    item = queries.get_memorandum(memorandum_id)
    parties = queries.parties_of(item)
    g.region = item.region
    return render_template(
        "registry/memoranda/show.html",
        item=item,
        form=form,
        title=with_whom(parties),
        parties=parties,
        state=queries.state_of(item),
        outside=is_outside(item.project_id, item.signed_on),
        code=code_of(item.project_id, item.activity_id),
        may_record=reachable(queries.RECORD, item.region) and not item.withdrawn_because,
        several=project_names(approved_projects()),
        proofs=proofs_on(item),
    ), form.status


def form_page(form: Form, project: Project | None, item: Memorandum | None = None) -> tuple[str, int]:
    """The form of a memorandum."""
    mine = scope(queries.RECORD)
    return render_template(
        "registry/memoranda/form.html",
        form=form,
        item=item,
        title=with_whom(queries.parties_of(item)) if item else "",
        project=project,
        projects=offered_projects(queries.RECORD),
        regions=region_options(regions_offered(Memorandum.region, mine)),
        everywhere=mine is None,
        **forms.offered(form, project),
    ), form.status
