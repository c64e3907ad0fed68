"""Pages of obligations: what the plan asks for, one obligation, putting off."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import pre_load

from services.registry.db import db
from services.registry.obligations import forms, operations, queries
from services.registry.obligations.models import Obligation
from services.registry.obligations.schemas import (
    ConfirmationIn,
    FulfilmentIn,
    ObligationChange,
    ObligationIn,
    PostponementIn,
    ReasonIn,
    WaiverIn,
)
from services.registry.plans.models import Project
from services.registry.plans.queries import get_project, offered_projects
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import actor, holds, requires
from shared.doors.form import Form, press, untouched
from shared.language.expressions import parse
from shared.language.measure import Page
from shared.proofs.wording import proofs_on
from shared.queue import outbox
from shared.reach import reachable
from shared.spoken import spoken

views = Blueprint("obligations", __name__)


class Confirming(ConfirmationIn):
    """The form of what is confirmed: its columns, put together to lines."""

    @pre_load
    def lines(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """The chosen lines of the columns."""
        chosen = forms.taken(data)
        return {"taken": chosen} if chosen else {}


@views.route("/projects/<uuid:project_id>/obligations", methods=["GET", "POST"])
@requires("obligation.confirm", everywhere=True)
def confirm_work(project_id: uuid.UUID) -> Any:
    """Show what the plan asks to exist, and take what is confirmed of it."""
    form = Form(Confirming(), lists=forms.LISTS)
    if done := form.run(operations.confirm_work, project_id):
        if done.made is not None:
            flash(confirmed(done.made), "success")
        outbox.deliver_now(db.session)  # the list he lands on is another service's
        return redirect(f"/reports/obligations?project={project_id}")
    return work_page(project_id, form)


def confirmed(added: Sequence[Obligation]) -> str:
    """What was confirmed, in words."""
    count = len(added)
    return ngettext("%(num)s obligation is confirmed.", "%(num)s obligations are confirmed.", count)


@views.post("/projects/<uuid:project_id>/obligations/terms")
@requires("obligation.confirm", everywhere=True)
def follow_plan(project_id: uuid.UUID) -> Any:
    """Take the plan's new terms over."""
    return take_over(project_id, operations.follow_plan, _("The new terms of the plan are taken over."))


@views.post("/projects/<uuid:project_id>/obligations/unasked")
@requires("obligation.confirm", everywhere=True)
def waive_unasked(project_id: uuid.UUID) -> Any:
    """Waive what the plan no longer asks for."""
    said = _("Waived. They stay in the list with the reason.")
    return take_over(project_id, operations.waive_unasked, said)


def take_over(project_id: uuid.UUID, operation: Callable[..., Any], said: str) -> Any:
    """Take the form that takes a difference over, with its reason."""
    form = Form(ReasonIn(), lists=("obligations",))
    if form.run(operation, project_id):
        flash(said, "success")
        return redirect(f"/registry/projects/{project_id}/obligations")
    return work_page(project_id, form)


def work_page(project_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """What the plan asks for beside what was confirmed."""
    project = queries.get_plan_told(project_id)
    plan, found = queries.proposal(project)
    typed = form.values if form.sent and isinstance(form.schema, Confirming) else {}
    return render_template(
        "registry/obligations/proposed.html",
        form=form,
        project=spoken(project),
        offers=forms.offers(plan, found, typed),
        found=found,
        known=len(plan),
        handed_by=get_project(project_id).handed_by,
    ), form.status


@views.route("/obligations/new", methods=["GET", "POST"])
@requires("obligation.confirm")
def add_obligation() -> Any:
    """Show and take the form of what no line of the plan counts."""
    form = Form(ObligationIn(), {"project_id": request.args.get("project_id", "")})
    if done := form.run(operations.add_obligation):
        flash(_("Added. When it is there, attach the file that shows it."), "success")
        return redirect(f"/registry/obligations/{done.id}")
    running = offered_projects(queries.CONFIRM)
    regions = {code for project in running for code in regions_of(uuid.UUID(project.id))}
    return render_template(
        "registry/obligations/new.html",
        form=form,
        projects=project_names(running),
        regions=region_options(regions),
    ), form.status


def regions_of(project_id: uuid.UUID) -> list[str]:
    """Where a project works."""
    return [region.code for region in queries.get_plan_told(project_id).regions]


@views.get("/obligations/<uuid:obligation_id>")
@requires("obligation.view")
def show_obligation(obligation_id: uuid.UUID) -> str:
    """Show an obligation."""
    return page(obligation_id, untouched(changeable(queries.get_obligation(obligation_id))))[0]


@views.post("/obligations/<uuid:obligation_id>/edit")
@requires("obligation.confirm")
def change_obligation(obligation_id: uuid.UUID) -> Any:
    """Take the form that says whose work it is, and what it is called in Kazakh."""
    item = queries.get_obligation(obligation_id, queries.CONFIRM, lock=True)
    form = Form(ObligationChange(), changeable(item))
    return done_or_page(form, form.run(operations.change_obligation, item), obligation_id)


def changeable(item: Obligation) -> dict[str, Any]:
    """Start values of that form."""
    return {"owner": item.owner, "title_kk": item.title_kk}


@views.post("/obligations/<uuid:obligation_id>/waiver")
@requires("obligation.confirm")
def waive_obligation(obligation_id: uuid.UUID) -> Any:
    """Take the form that waives it."""
    item = queries.get_obligation(obligation_id, queries.CONFIRM, lock=True)
    form = Form(WaiverIn())
    return done_or_page(form, form.run(operations.waive_obligation, item), obligation_id)


@views.post("/obligations/<uuid:obligation_id>/waiver/withdrawal")
@requires("obligation.confirm")
def resume_obligation(obligation_id: uuid.UUID) -> Any:
    """Take the waiver back."""
    item = queries.get_obligation(obligation_id, queries.CONFIRM, lock=True)
    press(operations.resume_obligation, item)
    return redirect(f"/registry/obligations/{obligation_id}")


@views.post("/obligations/<uuid:obligation_id>/fulfilment")
@requires("obligation.fulfil")
def fulfil_obligation(obligation_id: uuid.UUID) -> Any:
    """Take the form that says since when it is there."""
    item = queries.get_obligation(obligation_id, queries.FULFIL, lock=True)
    form = Form(FulfilmentIn())
    return done_or_page(form, form.run(operations.fulfil_obligation, item), obligation_id)


def done_or_page(form: Form, done: Any, obligation_id: uuid.UUID) -> Any:
    """Back to the page of what was changed, or the page with what is wrong."""
    if not done:
        return page(obligation_id, form)
    flash(_("Saved."), "success")
    return redirect(f"/registry/obligations/{obligation_id}")


def page(obligation_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of an obligation."""
    item = queries.get_obligation(obligation_id)
    g.region = item.region
    return render_template(
        "registry/obligations/show.html",
        item=item,
        form=form,
        days=queries.put_off(item),
        enter=entering(item),
        project=get_project(item.project_id),
        may_confirm=item.handed_by is None and reachable(queries.CONFIRM, item.region),
        may_fulfil=reachable(queries.FULFIL, item.region),
        proofs=proofs_on(item) if item.indicator_id is None else None,
    ), form.status


def entering(item: Obligation) -> Page | None:
    """Where what does it is recorded, if the actor may."""
    measure = parse(item.measure or "").measure
    found = measure.entered if measure else None
    return found if found and holds(actor(), found.service, found.permission) else None


@views.route("/projects/<uuid:project_id>/obligations/putting-off", methods=["GET", "POST"])
@requires("obligation.confirm", everywhere=True)
def put_off(project_id: uuid.UUID) -> Any:
    """Show and take the form that puts one obligation off, or many by one order."""
    form = Form(PostponementIn(), {"obligations": request.args.getlist("id")}, lists=("obligations",))
    if done := form.run(operations.put_off, project_id):
        flash(_("Put off. Now attach the order or the letter."), "success")
        return redirect(f"/registry/postponements/{done.id}#evidence")
    region = request.args.get("region", "")
    project = queries.get_plan_told(project_id)
    return render_template(
        "registry/obligations/put_off.html",
        form=form,
        project=spoken(project),
        rows=queries.open_obligations(project_id, region),
        region=region,
        regions=region_options({row.code for row in project.regions}),
    ), form.status


@views.get("/postponements/<uuid:postponement_id>")
@requires("obligation.view")
def show_postponement(postponement_id: uuid.UUID) -> str:
    """Show a postponement with what it moved and the order for it."""
    item = queries.get_postponement(postponement_id)
    return render_template(
        "registry/obligations/postponement.html",
        item=item,
        moved=queries.moved_by(item),
        project=db.session.get_one(Project, item.project_id),
        proofs=proofs_on(item),
    )
