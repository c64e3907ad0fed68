"""Pages of publications: what was issued, where, and the files that prove it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.publications import listing, operations, queries
from services.events.publications.models import Publication
from services.events.publications.schemas import CorrectionForm, PublicationForm
from services.events.publications.wording import media, publication_kinds, publication_statuses
from shared.access import requires, scope
from shared.clock import today
from shared.doors.form import Form
from shared.language.publications import PUBLISHED, SOCIAL_POST
from shared.language.records.project import Project
from shared.projects import activity_titles, grouped_activities, project_names
from shared.proofs.wording import proofs_on

views = Blueprint("publications", __name__)
FIELDS = ("kind", "title", "region", "quantity", "medium", "channel", "link", "status", "issued_on")
NEW = {"quantity": 1, "status": PUBLISHED, "kind": SOCIAL_POST}


@views.get("/publications")
@requires("publication.view")
def publication_list() -> str:
    """List what was issued."""
    return render_template(
        "events/publications/list.html",
        **listing.page_of(),
        projects=projects.all(),
        project_options=list(project_names(projects.topics()).items()),
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
    project = projects.chosen(request.values.get("project_id"))
    if project is None:
        return choose_project()
    form = Form(PublicationForm(), {**NEW, "project_id": project.id, "issued_on": today().isoformat()})
    if done := form.run(operations.record_publication):
        flash(_("Recorded. Now attach what proves it."), "success")
        return redirect(f"/events/publications/{done.id}#evidence")
    return form_page(form, project)


def choose_project() -> str:
    """Ask for the project first."""
    return render_template(
        "events/projects/choose.html",
        projects=projects.all_open(),
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
        may_record=queries.reachable("publication.record", item.region),
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
    form = Form(CorrectionForm(), present(item), words=words(project))
    if form.run(operations.change_publication, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/publications/{publication_id}")
    return form_page(form, project, item)


def present(item: Publication) -> dict[str, Any]:
    """Start values of the form that corrects something issued."""
    return {"activity": item.activity_id, **{name: getattr(item, name) for name in FIELDS}}


def words(project: Project) -> Mapping[str, Mapping[str, str]]:
    """What stands for the codes of the form's choices."""
    return {
        "kind": publication_kinds(),
        "medium": media(),
        "status": publication_statuses(),
        "region": dict(region_options(None)),
        "activity": activity_titles(project),
    }


def form_page(form: Form, project: Project, item: Publication | None = None) -> tuple[str, int]:
    """The form of something issued."""
    g.region = item.region if item else None
    mine = scope("publication.record")
    return render_template(
        "events/publications/form.html",
        form=form,
        project=project,
        item=item,
        regions=region_options(mine),
        several=project_names(projects.topics()),
        everywhere=mine is None,
        activities=grouped_activities(project),
    ), form.status
