"""Pages of the leaders' pool: the list, the form, a leader."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.leaders import listing, operations, queries
from services.registry.leaders.models import Leader
from services.registry.leaders.schemas import LeaderFields, LeaderIn, LeavingIn
from services.registry.people.models import Person
from services.registry.people.queries import get_person
from services.registry.plans.queries import approved_projects, offered_projects, regions_offered
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import in_scope, requires, scope
from shared.clock import today
from shared.doors.form import Form, untouched

views = Blueprint("leaders", __name__)


@views.get("/leaders")
@requires("leader.view")
def leader_list() -> str:
    """List the leaders' pool."""
    regions = region_options(regions_offered(Leader.region, scope(queries.VIEW)))
    return render_template("registry/leaders/list.html", regions=regions, **listing.page_of())


@views.get("/leaders.xlsx")
@requires("leader.view")
def leader_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/leaders/new", methods=["GET", "POST"])
@requires("leader.record")
def join_pool() -> Any:
    """Show and take the form by which a person of the register joins the pool."""
    person, known = chosen(), offered_projects(queries.RECORD)
    if person is None:
        return render_template("registry/leaders/choose.html")
    start = {"person_id": person.id, "project_id": known[0].id if len(known) == 1 else None}
    form = Form(LeaderIn(), {**start, "joined_on": today()})
    if done := form.run(operations.join_pool):
        flash(_("The person is in the leaders’ pool."), "success")
        return redirect(f"/registry/leaders/{done.id}")
    return form_page(form, person, known)


def chosen() -> Person | None:
    """The person the form is about, one of the actor's (NotFound), or None: nobody is chosen yet."""
    try:
        return get_person(uuid.UUID(request.values.get("person_id", "")), queries.RECORD)
    except ValueError:
        return None


@views.get("/leaders/<uuid:leader_id>")
@requires("leader.view")
def show_leader(leader_id: uuid.UUID) -> Any:
    """Show somebody of the pool."""
    return page(leader_id, untouched())


@views.route("/leaders/<uuid:leader_id>/edit", methods=["GET", "POST"])
@requires("leader.record")
def change_leader(leader_id: uuid.UUID) -> Any:
    """Show and take the form that corrects what is said of a leader."""
    leader = queries.get_leader(leader_id, queries.RECORD, lock=request.method == "POST")
    schema = LeaderFields()
    form = Form(schema, {name: getattr(leader, name) for name in schema.fields})
    if form.run(operations.change_leader, leader):
        flash(_("Saved."), "success")
        return redirect(f"/registry/leaders/{leader_id}")
    return form_page(form, leader.person, [], leader)


@views.post("/leaders/<uuid:leader_id>/leaving")
@requires("leader.record")
def leave_pool(leader_id: uuid.UUID) -> Any:
    """Take the form that says somebody is in the pool no longer."""
    leader, form = queries.get_leader(leader_id, queries.RECORD, lock=True), Form(LeavingIn())
    if form.run(operations.leave_pool, leader):
        flash(_("The person is in the pool no longer."), "success")
        return redirect(f"/registry/leaders/{leader_id}")
    return page(leader_id, form)


def page(leader_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of somebody of the pool."""
    leader = queries.get_leader(leader_id)
    g.region = leader.region
    state = queries.LEFT if leader.left_because else queries.AGREED if leader.agreed_on else queries.UNASKED
    return render_template(
        "registry/leaders/show.html",
        leader=leader,
        person=leader.person,
        form=form,
        state=state,
        may_record=in_scope(queries.RECORD, leader.region) and not leader.left_because,
        several=project_names(approved_projects()),
    ), form.status


def form_page(form: Form, person: Person, projects: list[Any], leader: Leader | None = None) -> Any:
    """The form of somebody of the pool."""
    g.region = person.region
    return render_template(
        "registry/leaders/form.html", form=form, person=person, projects=projects, leader=leader
    ), form.status
