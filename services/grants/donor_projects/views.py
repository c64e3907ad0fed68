"""Pages of projects funded by donors: the list, the form, a project with the donor's letter."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.grants.applications.schemas import Reason
from services.grants.contests.queries.reach import regions_in
from services.grants.donor_projects import listing, operations, queries
from services.grants.donor_projects.models import DonorProject
from services.grants.donor_projects.schemas import DonorProjectFields, DonorProjectIn
from services.grants.donor_projects.wording import donor_origins
from services.grants.projects.queries import projects
from services.grants.projects.wording import region_name, region_names
from shared.access import actor, requires
from shared.doors.form import Form, untouched
from shared.i18n import format_number
from shared.language.records.project import Project
from shared.projects import project_names
from shared.proofs.wording import proofs_on

views = Blueprint("donor_projects", __name__)


@views.get("/donor-projects")
@requires("donor_project.view")
def donor_project_list() -> str:
    """List the projects funded by donors."""
    regions = offered(queries.VIEW, None)
    return render_template("grants/donor_projects/list.html", regions=regions, **listing.page_of())


@views.get("/donor-projects.xlsx")
@requires("donor_project.view")
def export_donor_projects() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


def offered(permission: str, project: Project | None) -> list[tuple[str, str]]:
    """The regions (of a project) where the actor holds a permission, with their names."""
    known = [region.code for region in project.regions] if project else list(projects.regions())
    mine = actor().at_home(regions_in(permission))
    return [(code, region_name(code)) for code in known if mine is None or code in mine]


@views.route("/donor-projects/new", methods=["GET", "POST"])
@requires("donor_project.record")
def record_donor_project() -> Any:
    """Show and take the form of a project taken to a donor."""
    project = projects.chosen(request.values.get("project_id"), "donor_project.record")
    if project is None:
        return choose_project()
    form = Form(DonorProjectIn(), {"project_id": project.id})
    if done := form.run(operations.record_donor_project):
        flash(_("Recorded. Now attach the donor’s letter or agreement."), "success")
        return redirect(f"/grants/donor-projects/{done.id}#evidence")
    return form_page(form, project)


def choose_project() -> str:
    """Ask for the project first."""
    return render_template(
        "grants/projects/choose.html",
        projects=projects.offered("donor_project.record"),
        title=_("Record a donor project"),
        href=request.path,
    )


@views.get("/donor-projects/<uuid:donor_project_id>")
@requires("donor_project.view")
def show_donor_project(donor_project_id: uuid.UUID) -> Any:
    """Show a project with the donor's letter."""
    return page(donor_project_id, untouched())


@views.route("/donor-projects/<uuid:donor_project_id>/edit", methods=["GET", "POST"])
@requires("donor_project.record")
def change_donor_project(donor_project_id: uuid.UUID) -> Any:
    """Show and take the form that corrects an entry."""
    item = queries.get_donor_project(donor_project_id, queries.RECORD, lock=request.method == "POST")
    project, schema = projects.get(item.project_id), DonorProjectFields()
    kept = schema.fields.keys() - {"kazakh"}
    start = {name: getattr(item, name) for name in kept} | {"amount": format_number(item.amount)}
    words = {"origin": donor_origins(), "region": region_names()}
    form = Form(schema, start, words=words)
    if form.run(operations.change_donor_project, item):
        flash(_("Saved."), "success")
        return redirect(f"/grants/donor-projects/{donor_project_id}")
    return form_page(form, project, item)


@views.post("/donor-projects/<uuid:donor_project_id>/withdrawal")
@requires("donor_project.record")
def withdraw_donor_project(donor_project_id: uuid.UUID) -> Any:
    """Take the form that says an entry was written down by mistake."""
    item = queries.get_donor_project(donor_project_id, queries.RECORD, lock=True)
    form = Form(Reason())
    if form.run(operations.withdraw_donor_project, item):
        flash(_("The entry is withdrawn and no longer counts."), "success")
        return redirect(f"/grants/donor-projects/{donor_project_id}")
    return page(donor_project_id, form)


def page(donor_project_id: uuid.UUID, form: Form) -> tuple[str, int]:
    """The page of a project funded by a donor."""
    item = queries.get_donor_project(donor_project_id)
    g.region = item.region
    return render_template(
        "grants/donor_projects/show.html",
        item=item,
        form=form,
        state=queries.state_of(item),
        code=projects.get(item.project_id).code_of(item.activity_id),
        may_record=queries.reachable(queries.RECORD, item.region) and not item.withdrawn_because,
        several=project_names(projects.topics()),
        proofs=proofs_on(item),
    ), form.status


def form_page(form: Form, project: Project, item: DonorProject | None = None) -> tuple[str, int]:
    """The form of a project taken to a donor."""
    g.region = item.region if item else None
    return render_template(
        "grants/donor_projects/form.html",
        form=form,
        project=project,
        item=item,
        regions=offered(queries.RECORD, project),
    ), form.status
