"""The short way: what was held, when and where, with a photo of the signed list; then what is missing."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.dispatches import forms, operations
from services.events.dispatches.schemas import DispatchForm
from services.events.gatherings.forms import notes, regions_of
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering, least_present
from services.events.projects.queries import projects
from shared.access import requires
from shared.doors.form import Form
from shared.files import Stored
from shared.language.records.project import Project
from shared.proofs.queries import files_of
from shared.proofs.taking import all_taken
from shared.proofs.wording import proofs_on, say_unopened

views = Blueprint("dispatches", __name__)
HERE = "/events/dispatches/new"


@views.route("/dispatches/new", methods=["GET", "POST"])
@requires("gathering.record")
def tell_of_gathering() -> Any:
    """Show and take the short form; htmx asks for the region's extra fields alone."""
    project = projects.chosen(request.values.get("project_id"), "gathering.record")
    if project is None:
        return choose_project()
    g.region = region = region_chosen(project)
    if region is None:
        return render_template(
            "events/dispatches/choose.html", project=project, regions=regions_of(project), href=HERE
        )
    form = Form(DispatchForm(), forms.asked(project), lists=("pages",))
    if request.headers.get("HX-Target") == "extra":
        return render_template("ui/extra.html", **forms.extras(region, form))
    return taken(project, region, form)


def taken(project: Project, region: str, form: Form) -> Any:
    """Carry the form out, or show it with its reasons and with the pages that are in the store."""
    sent = form.before(all_taken, request.files.getlist("file")) or []
    pages = forms.pages_of(form, sent)
    if done := form.run(record, project, pages):
        say_recorded(get_gathering(done.id))
        return redirect(f"/events/dispatches/{done.id}")
    offered = forms.choices(project, region, form)
    kept = {"pages": pages, "sealed": forms.sealed(pages)}
    return render_template("events/dispatches/new.html", form=form, **offered, **kept), form.status


@views.post("/dispatches/pages")
@requires("gathering.record")
def keep_pages() -> str:
    """Keep pages that script sends before the form, each as a line of it; what was refused says why."""
    form = Form()
    pages = forms.taken_of(form, form.before(all_taken, request.files.getlist("file")) or [])
    sealed = [(page, forms.sealed([page])) for page in pages]
    return render_template("events/dispatches/pages.html", form=form, pages=sealed)


def record(project: Project, pages: list[Stored], values: dict[str, Any]) -> Gathering:
    """Record what the form says."""
    return operations.record_dispatch(forms.as_gathering(values, project), pages, values["same_pages"])


def choose_project() -> str:
    """Ask for the project first."""
    return render_template(
        "events/projects/choose.html",
        projects=projects.offered("gathering.record"),
        title=_("Tell what was held"),
        href=HERE,
    )


def region_chosen(project: Project) -> str | None:
    """The region that is told of: the one asked for, or the only one of the actor; None to be chosen."""
    mine = [code for code, _name in regions_of(project)]
    wanted = request.values.get("region", "")
    return wanted if wanted in mine else mine[0] if len(mine) == 1 else None


def say_recorded(gathering: Gathering) -> None:
    """Say what looks odd about what was recorded; what it lacks, its page says."""
    say_unopened(files_of(gathering))
    for note in notes(gathering, request.form):
        flash(note, "warning")


@views.get("/dispatches/<uuid:gathering_id>")
@requires("gathering.record")
def show_dispatch(gathering_id: uuid.UUID) -> str:
    """Say of a gathering that was told of what is still missing, with a way to each."""
    gathering = get_gathering(gathering_id, "gathering.record")
    g.region = gathering.region
    return render_template(
        "events/dispatches/show.html",
        gathering=gathering,
        proofs=proofs_on(gathering),
        least=least_present(gathering),
    )
