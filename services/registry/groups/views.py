"""Pages of initiative groups: the list, the form, a group with its protocol and its visits."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.groups import listing, operations, queries
from services.registry.groups.models import Group
from services.registry.groups.schemas import CheckIn, CorrectionForm, GroupForm, GroupWithdrawalIn
from services.registry.groups.wording import found
from services.registry.plans.queries import approved_projects, code_of, offered_projects, regions_offered
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import in_scope, requires, scope
from shared.clock import today
from shared.doors.form import Form, untouched
from shared.proofs.wording import proofs_on

views = Blueprint("groups", __name__)
FIELDS = ("name", "name_kk", "region", "settlement", "problem", "problem_kk", "formed_on")


@views.get("/groups")
@requires("group.view")
def group_list() -> str:
    """List the initiative groups."""
    regions = region_options(regions_offered(Group.region, scope(queries.VIEW)))
    return render_template("registry/groups/list.html", regions=regions, **listing.page_of())


@views.get("/groups.xlsx")
@requires("group.view")
def group_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/groups/new", methods=["GET", "POST"])
@requires("group.record")
def record_group() -> Any:
    """Show and take the form of a group; an application leads here with what it says of its group."""
    form = Form(GroupForm(), begun())
    if done := form.run(operations.record_group):
        flash(_("Recorded. Now attach the protocol of its founding."), "success")
        return redirect(f"/registry/groups/{done.id}#evidence")
    return form_page(form)


def begun() -> dict[str, Any]:
    """Start values of a new group."""
    known = offered_projects(queries.RECORD)
    said = {name: request.args.get(name, "") for name in ("name", "region", "settlement", "problem")}
    return {**said, "project_id": known[0].id if len(known) == 1 else request.args.get("project_id")}


@views.get("/groups/<uuid:group_id>")
@requires("group.view")
def show_group(group_id: uuid.UUID) -> Any:
    """Show a group with what proves it and whether it lasts."""
    return page(group_id)


@views.route("/groups/<uuid:group_id>/edit", methods=["GET", "POST"])
@requires("group.record")
def change_group(group_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a group."""
    group = queries.get_group(group_id, queries.RECORD, lock=request.method == "POST")
    form = Form(CorrectionForm(), present(group), words={"region": dict(region_options(None))})
    if form.run(operations.change_group, group):
        flash(_("Saved."), "success")
        return redirect(f"/registry/groups/{group_id}")
    return form_page(form, group)


def present(group: Group) -> dict[str, Any]:
    """Start values of the form that corrects a group."""
    leader, *others = [member.name for member in group.members]
    return {
        **{name: getattr(group, name) for name in FIELDS},
        "leader_name": leader,
        "members": "\n".join(others),
    }


@views.post("/groups/<uuid:group_id>/checks")
@requires("group.record")
def check_group(group_id: uuid.UUID) -> Any:
    """Take the form of a visit."""
    group, form = queries.get_group(group_id, queries.RECORD, lock=True), Form(CheckIn())
    if form.run(operations.check_group, group):
        flash(_("The visit is saved."), "success")
        return redirect(f"/registry/groups/{group_id}#visits")
    return page(group_id, check=form)


@views.post("/groups/<uuid:group_id>/withdrawal")
@requires("group.record")
def withdraw_group(group_id: uuid.UUID) -> Any:
    """Take the form that says a group was written down by mistake."""
    group, form = queries.get_group(group_id, queries.RECORD, lock=True), Form(GroupWithdrawalIn())
    if form.run(operations.withdraw_group, group):
        flash(_("The group is withdrawn and no longer counts."), "success")
        return redirect(f"/registry/groups/{group_id}")
    return page(group_id, withdrawal=form)


def page(group_id: uuid.UUID, **refused: Form) -> tuple[str, int]:
    """The page of a group, with a refused form as it was sent."""
    group = queries.get_group(group_id)
    row = queries.group_row(group)
    g.region = group.region
    return render_template(
        "registry/groups/show.html",
        group=group,
        row=row,
        lasts=found(row.lasts),
        due=queries.to_be_visited(row),
        today=today(),
        checks=queries.checks_of(group),
        refused=refused,
        untouched=untouched(),
        code=code_of(group.project_id, group.activity_id),
        may_record=in_scope(queries.RECORD, group.region) and not group.withdrawn_because,
        sees_names=in_scope(queries.RECORD, group.region),
        several=project_names(approved_projects()),
        proofs=proofs_on(group),
    ), 422 if refused else 200


def form_page(form: Form, group: Group | None = None) -> tuple[str, int]:
    """The form of a group."""
    g.region = group.region if group else None
    return render_template(
        "registry/groups/form.html",
        form=form,
        group=group,
        projects=offered_projects(queries.RECORD),
        regions=region_options(regions_offered(Group.region, scope(queries.RECORD))),
    ), form.status
