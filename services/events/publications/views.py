"""Pages of publications: what was issued, where, and the files that prove it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.gatherings.forms import chosen_project
from services.events.pages import (
    media,
    project_names,
    publication_kinds,
    publication_statuses,
    region_options,
)
from services.events.projects.queries import (
    activity_titles,
    get_project,
    grouped_activities,
    open_projects,
    projects,
)
from services.events.publications import listing, operations, queries
from services.events.publications.models import Publication
from services.events.publications.schemas import PublicationFields, PublicationIn
from shared.access import actor, requires, scope
from shared.clock import today
from shared.doors.form import Form
from shared.proofs.wording import proofs_on

views = Blueprint("publications", __name__)
FIELDS = ("activity", "kind", "title", "region", "quantity", "medium", "channel", "link", "status")


@views.get("/publications")
@requires("publication.view")
def publication_list() -> str:
    """List what was issued."""
    return render_template("events/publications/list.html", **listing.page_of(), projects=projects())


@views.get("/publications.xlsx")
@requires("publication.view")
def export_publications() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/publications/new", methods=["GET", "POST"])
@requires("publication.record")
def record_publication() -> Any:
    """Show and take the form of something issued."""
    project = chosen_project(request.values.get("project_id"))
    if project is None:
        return render_template(
            "events/projects/choose.html",
            projects=open_projects(),
            title=_("Record a publication"),
            href=request.path,
        )
    start = {
        "project_id": project["key"],
        "issued_on": today().isoformat(),
        "quantity": 1,
        "status": "published",
        "kind": "social_post",
    }
    form = Form(PublicationIn(), start)
    if done := form.run(lambda values: operations.record_publication(values, actor().id)):
        flash(_("Recorded. Now attach what proves it."), "success")
        return redirect(f"/events/publications/{done.id}#evidence")
    return form_page(form, project)


@views.get("/publications/<uuid:publication_id>")
@requires("publication.view")
def show_publication(publication_id: uuid.UUID) -> str:
    """Show something issued with its evidence."""
    item = queries.get_publication(publication_id)
    g.region = item.region
    activity = activity_titles(get_project(item.project_id)).get(item.activity or "", "")
    return render_template(
        "events/publications/show.html",
        may_record=queries.reachable("publication.record", item.region),
        item=item,
        proofs=proofs_on(item),
        activity=activity,
        several=project_names(projects()),
    )


@views.route("/publications/<uuid:publication_id>/edit", methods=["GET", "POST"])
@requires("publication.record")
def change_publication(publication_id: uuid.UUID) -> Any:
    """Show and take the form that corrects something issued."""
    item = queries.get_publication(publication_id, "publication.record", lock=request.method == "POST")
    words = {
        "kind": publication_kinds(),
        "medium": media(),
        "status": publication_statuses(),
        "region": dict(region_options(None)),
    }
    form = Form(
        PublicationFields(), {name: getattr(item, name) for name in (*FIELDS, "issued_on")}, words=words
    )
    if form.run(operations.change_publication, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/publications/{publication_id}")
    return form_page(form, get_project(item.project_id), item)


def form_page(form: Form, project: dict[str, Any], item: Publication | None = None) -> tuple[str, int]:
    """The form of something issued."""
    g.region = item.region if item else None
    mine = scope("publication.record")
    return render_template(
        "events/publications/form.html",
        form=form,
        project=project,
        item=item,
        regions=region_options(mine),
        several=project_names(projects()),
        everywhere=mine is None,
        activities=grouped_activities(project),
    ), form.status
