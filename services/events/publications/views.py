"""Pages of publications: what was issued, where, and the files that prove it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.publications import forms, listing, operations, queries
from services.events.publications.models import Publication
from services.events.publications.reader import Proposal
from services.events.publications.schemas import IssueIn, PublicationFields, PublicationIn, StatusIn
from shared.access import requires, scope
from shared.clock import today
from shared.doors.form import Form
from shared.language.records.project import Project
from shared.projects import activity_titles, grouped_activities, project_names
from shared.proofs.wording import proofs_on
from shared.reach import reachable

views = Blueprint("publications", __name__)


@views.get("/publications")
@requires("publication.view")
def publication_list() -> str:
    """List what was issued."""
    return render_template(
        "events/publications/list.html",
        **listing.page_of(),
        projects=projects.all(),
        project_options=projects.listed("publication.view"),
        mine=scope("publication.view"),
    )


@views.get("/publications.xlsx")
@requires("publication.view")
def export_publications() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/publications/new", methods=["GET", "POST"])
@requires("publication.record")
def record_publication() -> Any:
    """Show and take the form of something issued."""
    project = projects.chosen(request.values.get("project_id"), "publication.record")
    if project is None:
        return choose_project()
    form = Form(PublicationIn(), {**forms.begun(), "project_id": project.id})
    if form.values.pop(forms.READ, None):
        return form_page(form, project, said=form.before(forms.read_link, form))
    if done := form.run(operations.record_publication):
        flash(_("Recorded. Now attach what proves it."), "success")
        return redirect(f"/events/publications/{done.id}#evidence")
    return form_page(form, project)


def choose_project() -> str:
    """Ask for the project first."""
    return render_template(
        "events/projects/choose.html",
        projects=projects.offered("publication.record"),
        title=_("Record a publication"),
        href=request.path,
    )


@views.get("/publications/<uuid:publication_id>")
@requires("publication.view")
def show_publication(publication_id: uuid.UUID) -> str:
    """Show something issued with its evidence."""
    item = queries.get_publication(publication_id)
    g.region = item.region
    line = item.activity_id or ""
    activity = activity_titles(projects.get(item.project_id)).get(line, line)
    return render_template(
        "events/publications/show.html",
        may_record=reachable("publication.record", item.region),
        item=item,
        proofs=proofs_on(item),
        activity=activity,
        several=project_names(projects.topics()),
    )


@views.route("/publications/<uuid:publication_id>/edit", methods=["GET", "POST"])
@requires("publication.record")
def change_publication(publication_id: uuid.UUID) -> Any:
    """Show and take the form that corrects something issued."""
    item = queries.get_publication(publication_id, "publication.record", lock=request.method == "POST")
    project = projects.get(item.project_id)
    form = Form(PublicationFields(), forms.present(item), words=forms.words(project))
    if form.run(operations.change_publication, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/publications/{publication_id}")
    return form_page(form, project, item)


@views.post("/publications/<uuid:publication_id>/status")
@requires("publication.record")
def move_publication(publication_id: uuid.UUID) -> Any:
    """Take where an item of the media plan stands now."""
    item = queries.get_publication(publication_id, "publication.record", lock=True)
    if Form(StatusIn()).run(operations.move_publication, item):
        flash(_("Saved."), "success")
    return redirect(f"/events/publications/{publication_id}")


@views.route("/publications/<uuid:publication_id>/issue", methods=["GET", "POST"])
@requires("publication.record")
def issue_publication(publication_id: uuid.UUID) -> Any:
    """Show and take the form that says when and where an item was published."""
    item = queries.get_publication(publication_id, "publication.record", lock=request.method == "POST")
    form = Form(IssueIn(), {"issued_on": today().isoformat(), "link": item.link})
    if form.run(operations.issue_publication, item):
        flash(_("Published. Now attach what proves it."), "success")
        return redirect(f"/events/publications/{publication_id}#evidence")
    g.region = item.region
    return render_template("events/publications/issue.html", form=form, item=item), form.status


def form_page(
    form: Form, project: Project, item: Publication | None = None, said: Proposal | None = None
) -> tuple[str, int]:
    """The form of something issued."""
    g.region = item.region if item else None
    mine = scope("publication.record")
    return render_template(
        "events/publications/form.html",
        form=form,
        project=project,
        item=item,
        said=said,
        kinds=forms.kinds(item),
        owners=queries.owners(project.id),
        regions=region_options(mine),
        several=project_names(projects.topics()),
        everywhere=mine is None,
        activities=grouped_activities(project),
    ), form.status
