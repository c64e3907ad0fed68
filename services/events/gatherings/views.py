"""Pages of gatherings: the list, the form, the page of one with its people and evidence."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.gatherings import forms, listing, operations, queries
from services.events.gatherings.models import Gathering
from services.events.gatherings.schemas import CancellationForm, CompletionIn, GatheringFields, GatheringForm
from services.events.gatherings.wording.hours import hours
from services.events.gatherings.wording.names import evidence_kinds, listed
from services.events.gatherings.wording.warnings import empty_hall, many_sheets, warnings_of
from services.events.projects.queries import moved_by, projects
from shared.access import requires, scope
from shared.clock import today
from shared.doors.form import Form
from shared.projects import activity_titles, project_names
from shared.proofs.queries import files_of
from shared.proofs.wording import proofs_on

views = Blueprint("gatherings", __name__)


@views.get("/")
@views.get("/gatherings")
@requires("gathering.view")
def gathering_list() -> str:
    """List the gatherings."""
    return render_template(
        "events/gatherings/list.html",
        **listing.page_of(),
        projects=projects.all(),
        project_options=list(project_names(projects.topics()).items()),
        mine=scope("gathering.view"),
        needed=listing.kinds_needed(),
        activities=listing.activities(),
    )


@views.get("/gatherings.xlsx")
@requires("gathering.view")
def export_gatherings() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/gatherings/new", methods=["GET", "POST"])
@requires("gathering.record")
def record_gathering() -> Any:
    """Show and take the form of a new gathering; htmx asks for the region's extra fields alone."""
    project = projects.chosen(request.values.get("project_id"))
    if project is None:
        return render_template(
            "events/projects/choose.html",
            projects=projects.all_open(),
            title=_("Record a gathering"),
            href=request.path,
        )
    form = Form(GatheringForm(), forms.start(request.args, project))
    if request.headers.get("HX-Target") == "extra":
        return render_template("ui/extra.html", **forms.extras(str(form.value("region")), form))
    if done := form.run(
        lambda values: operations.record_gathering(forms.completed(values, project), forms.uploaded())
    ):
        flash(_("The gathering is recorded. Now enter who took part."), "success")
        for note in forms.notes(queries.get_gathering(done.id), request.form):
            flash(note, "warning")
        return redirect(f"/events/gatherings/{done.id}/participants/new")
    return render_template(
        "events/gatherings/new.html", form=form, **forms.choices(project, form)
    ), form.status


@views.get("/gatherings/<uuid:gathering_id>")
@requires("gathering.view")
def show_gathering(gathering_id: uuid.UUID) -> Any:
    """Show a gathering: facts, evidence, figures it moves, people."""
    return page(queries.get_gathering(gathering_id), Form())


@views.route("/gatherings/<uuid:gathering_id>/edit", methods=["GET", "POST"])
@requires("gathering.record")
def change_gathering(gathering_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a gathering."""
    gathering = queries.get_gathering(gathering_id, "gathering.record", lock=request.method == "POST")
    g.region, project = gathering.region, projects.get(gathering.project_id)
    form = Form(GatheringFields(), forms.present(gathering), words=forms.words(project))
    if request.headers.get("HX-Target") == "extra":
        form.values |= forms.asked(request.args)
        return render_template("ui/extra.html", **forms.extras(gathering.region, form))
    region = gathering.region
    if form.run(lambda values: operations.change_gathering(gathering, forms.own_extras(values, region))):
        flash(_("Saved."), "success")
        return redirect(f"/events/gatherings/{gathering_id}")
    offered = forms.choices(project, form, region)
    return render_template(
        "events/gatherings/edit.html", form=form, gathering=gathering, **offered
    ), form.status


@views.route("/gatherings/<uuid:gathering_id>/completion", methods=["GET", "POST"])
@requires("gathering.record")
def complete_gathering(gathering_id: uuid.UUID) -> Any:
    """Mark a gathering as held; where nobody is marked as present, ask why."""
    gathering = queries.get_gathering(gathering_id, "gathering.record", lock=request.method == "POST")
    g.region, form = gathering.region, Form(CompletionIn())
    if form.run(lambda values: operations.complete_gathering(gathering, values["reason"])):
        flash(_("Marked as held: it counts now."), "success")
        if missing := queries.missing_evidence(gathering):
            flash(_("Evidence is missing: %(kinds)s.", kinds=listed(missing, evidence_kinds())), "warning")
        return redirect(f"/events/gatherings/{gathering_id}")
    if form.errors and not form.error("reason"):
        return page(gathering, form)
    return render_template("events/gatherings/complete.html", form=form, gathering=gathering), form.status


@views.route("/gatherings/<uuid:gathering_id>/cancellation", methods=["GET", "POST"])
@requires("gathering.record")
def cancel_gathering(gathering_id: uuid.UUID) -> Any:
    """Ask why a gathering does not take place and cancel it."""
    gathering = queries.get_gathering(gathering_id, "gathering.record", lock=request.method == "POST")
    g.region, form = gathering.region, Form(CancellationForm())
    if form.run(lambda values: operations.cancel_gathering(gathering, values["reason"])):
        flash(_("The gathering is cancelled and does not count."), "success")
        return redirect(f"/events/gatherings/{gathering_id}")
    return render_template(
        "events/gatherings/cancel.html",
        form=form,
        gathering=gathering,
        files=len(files_of(gathering)),
    ), form.status


def page(gathering: Gathering, form: Form) -> tuple[str, int]:
    """The page of a gathering."""
    g.region = gathering.region
    files, project = files_of(gathering), projects.get(gathering.project_id)
    moves = (
        moved_by(project, gathering.activity_id, gathering.type) if gathering.status != "cancelled" else []
    )
    return render_template(
        "events/gatherings/show.html",
        form=form,
        gathering=gathering,
        project=project,
        proofs=proofs_on(gathering, files),
        moves=moves,
        least=queries.least_present(gathering),
        hours=hours(gathering.starts_at, gathering.ends_at, gathering.zone),
        centre=queries.centre_name(gathering),
        activity=activity_titles(project).get(gathering.activity_id, gathering.activity_id),
        extras=forms.answered(gathering),
        several=project_names(projects.topics()),
        warnings=[
            *warnings_of(gathering),
            *empty_hall(gathering),
            *many_sheets(files, gathering.attended),
        ],
        today=today(),
    ), form.status
