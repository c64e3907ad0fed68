"""Pages of gatherings: the list, the form, the page of one with its people and evidence."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.gatherings import forms, listing, operations, queries
from services.events.gatherings.models import Gathering
from services.events.gatherings.schemas import (
    CancellationForm,
    CompletionIn,
    GatheringChange,
    GatheringForm,
    WaiverForm,
    series_form,
)
from services.events.gatherings.wording.hours import hours
from services.events.gatherings.wording.names import evidence_kinds, listed
from services.events.gatherings.wording.warnings import empty_hall, many_sheets, warnings_of
from services.events.projects.queries import known_centre, moved_by, projects
from shared.access import requires, scope
from shared.clock import today
from shared.doors.form import Form
from shared.files import PAPERS, Stored
from shared.language.evidence import PROGRAMME
from shared.language.gatherings import COMMISSION_MEETING
from shared.language.records.project import Indicator, Project
from shared.projects import activity_titles, project_names
from shared.proofs.queries import files_of
from shared.proofs.taking import taken_if_sent, taken_open
from shared.proofs.wording import proofs_on
from shared.spoken import spoken

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
        project_options=projects.listed("gathering.view"),
        mine=scope("gathering.view"),
        needed=listing.kinds_needed(),
        activities=listing.activities(),
        states=listing.states(),
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
    project = projects.chosen(request.values.get("project_id"), "gathering.record")
    if project is None:
        return choose_project()
    form = Form(GatheringForm(), forms.start(request.args, project))
    if only_extras():
        return extras_of(str(form.value("region")), form)
    programme = form.before(taken_if_sent, request.files.get("file"), PAPERS)
    if done := form.run(record, project, programme):
        say_recorded(queries.get_gathering(done.id))
        return redirect(f"/events/gatherings/{done.id}/participants/new")
    offered = forms.choices(project, form) | {"earlier_programme": forms.earlier_programme(form)}
    return render_template("events/gatherings/new.html", form=form, **offered), form.status


def choose_project() -> str:
    """Ask for the project first."""
    return render_template(
        "events/projects/choose.html",
        projects=projects.offered("gathering.record"),
        title=_("Record a gathering"),
        href=request.path,
    )


def extras_of(region: str, form: Form, kept: Gathering | None = None) -> str:
    """The part of the form with a region's extra fields."""
    return render_template("ui/extra.html", **forms.extras(region, form, kept))


def only_extras() -> bool:
    """Whether htmx asks for the region's extra fields alone."""
    return request.headers.get("HX-Target") == "extra"


def record(project: Project, programme: Stored | None, values: dict[str, Any]) -> Gathering:
    """Record what the form says, with its programme or that of the one it is like."""
    like, along = values.pop("like"), values.pop(PROGRAMME)
    earlier = forms.repeated(like) if along else None
    return operations.record_like(forms.completed(values, project), programme, earlier)


def say_recorded(gathering: Gathering) -> None:
    """Say that a gathering is recorded, what comes next, and what looks odd about it."""
    flash(_("The gathering is recorded. Now enter who took part."), "success")
    for note in forms.notes(gathering, request.form):
        flash(note, "warning")


@views.get("/gatherings/<uuid:gathering_id>")
@requires("gathering.view")
def show_gathering(gathering_id: uuid.UUID) -> Any:
    """Show a gathering: facts, evidence, figures it moves, people."""
    return page(queries.get_gathering(gathering_id), Form())


@views.route("/gatherings/<uuid:gathering_id>/edit", methods=["GET", "POST"])
@requires("gathering.record")
def change_gathering(gathering_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a gathering."""
    gathering = recorded(gathering_id)
    project = projects.get(gathering.project_id)
    form = Form(GatheringChange(), forms.present(gathering), words=forms.words(project))
    if only_extras():
        form.values |= forms.asked(request.args)
        return extras_of(gathering.region, form, gathering)
    if form.run(change, gathering):
        flash(_("Saved."), "success")
        return redirect(f"/events/gatherings/{gathering_id}")
    offered = forms.choices(project, form, gathering)
    return render_template(
        "events/gatherings/edit.html", form=form, gathering=gathering, **offered
    ), form.status


def recorded(gathering_id: uuid.UUID) -> Gathering:
    """A gathering to record something about; held against a concurrent change where something is sent."""
    gathering = queries.get_gathering(gathering_id, "gathering.record", lock=request.method == "POST")
    g.region = gathering.region
    return gathering


def change(gathering: Gathering, values: dict[str, Any]) -> Gathering:
    """Correct a gathering as the form says."""
    return operations.change_gathering(gathering, forms.own_extras(values, g.region))


@views.route("/gatherings/<uuid:gathering_id>/completion", methods=["GET", "POST"])
@requires("gathering.record")
def complete_gathering(gathering_id: uuid.UUID) -> Any:
    """Mark a gathering as held; where nobody is marked as present, ask why."""
    gathering, form = recorded(gathering_id), Form(CompletionIn())
    if form.run(lambda values: operations.complete_gathering(gathering, values["reason"])):
        say_held(gathering)
        return redirect(f"/events/gatherings/{gathering_id}")
    if form.errors and not form.error("reason"):
        return page(gathering, form)
    return render_template("events/gatherings/complete.html", form=form, gathering=gathering), form.status


def say_held(gathering: Gathering) -> None:
    """Say that a gathering counts, and what still lacks."""
    flash(_("Marked as held: it counts now."), "success")
    if missing := queries.missing_evidence(gathering):
        flash(_("Evidence is missing: %(kinds)s.", kinds=listed(missing, evidence_kinds())), "warning")


@views.route("/gatherings/<uuid:gathering_id>/cancellation", methods=["GET", "POST"])
@requires("gathering.record")
def cancel_gathering(gathering_id: uuid.UUID) -> Any:
    """Ask why a gathering does not take place and cancel it."""
    gathering, form = recorded(gathering_id), Form(CancellationForm())
    if form.run(lambda values: operations.cancel_gathering(gathering, values["reason"])):
        flash(_("The gathering is cancelled and does not count."), "success")
        return redirect(f"/events/gatherings/{gathering_id}")
    files = len(files_of(gathering))
    return render_template(
        "events/gatherings/cancel.html", form=form, gathering=gathering, files=files
    ), form.status


@views.route("/gatherings/<uuid:gathering_id>/series", methods=["GET", "POST"])
@requires("gathering.record")
def repeat_gathering(gathering_id: uuid.UUID) -> Any:
    """Show and take the form that plans many gatherings like this one, in its regions and settlements."""
    earlier = queries.get_gathering(gathering_id)
    project = projects.get(earlier.project_id)
    rows = forms.rows_of(project, earlier)
    form = Form(series_form(rows), {"title": earlier.title})
    if done := form.run(operations.repeat_gathering, earlier, rows):
        if done.made is not None:  # the second click of two has made nothing
            flash(planned(done.made), "success")
        return redirect("/events/gatherings?status=planned&sort=date")
    offered = {"rows": rows, "settlements": queries.settlements(project.id, scope("gathering.record"))}
    programme = operations.programme_of(earlier)
    return render_template(
        "events/gatherings/series.html", form=form, gathering=earlier, programme=programme, **offered
    ), form.status


def planned(count: int) -> str:
    """How many gatherings a series has."""
    return ngettext("%(num)s gathering is planned.", "%(num)s gatherings are planned.", count)


def waive(gathering_id: uuid.UUID, paper: Stored, values: dict[str, Any]) -> Gathering:
    """Waive what the form says of a locked gathering."""
    gathering = queries.get_gathering(gathering_id, "gathering.waive", lock=True)
    return operations.waive_gathering(gathering, values["reason"], paper)


@views.route("/gatherings/<uuid:gathering_id>/waiver", methods=["GET", "POST"])
@requires("gathering.waive")
def waive_gathering(gathering_id: uuid.UUID) -> Any:
    """Ask why a condition of the plan is not asked of a gathering, and for the paper; then it is waived."""
    gathering = queries.get_gathering(gathering_id, "gathering.waive")
    g.region, form = gathering.region, Form(WaiverForm(), {"reason": gathering.waiver_reason})
    paper = form.before(taken_open, request.files.get("file"), PAPERS)
    if form.run(waive, gathering_id, paper):
        flash(_("The condition is waived here. The report says so, with the reason."), "success")
        return redirect(f"/events/gatherings/{gathering_id}")
    return render_template(
        "events/gatherings/waive.html",
        form=form,
        gathering=gathering,
        least=queries.least_present(gathering),
        file_rules=forms.waiver_files(),
    ), form.status


def page(gathering: Gathering, form: Form) -> tuple[str, int]:
    """The page of a gathering."""
    g.region = gathering.region
    project, files = projects.get(gathering.project_id), files_of(gathering)
    return render_template(
        "events/gatherings/show.html",
        form=form,
        gathering=gathering,
        project=project,
        proofs=proofs_on(gathering, files),
        moves=moves_of(gathering, project),
        warnings=[*warnings_of(gathering), *empty_hall(gathering), *many_sheets(gathering, files)],
        **facts_of(gathering, project),
        with_contest=gathering.type == COMMISSION_MEETING,
        today=today(),
    ), form.status


def moves_of(gathering: Gathering, project: Project) -> list[Indicator]:
    """Indicators that a gathering moves, in the reader's language; none where it was cancelled."""
    alive = gathering.status != "cancelled"
    return moved_by(spoken(project), gathering.activity_id, gathering.type) if alive else []


def facts_of(gathering: Gathering, project: Project) -> dict[str, Any]:
    """What the page says of a gathering in words."""
    return {
        "least": queries.least_present(gathering),
        "hours": hours(gathering.starts_at, gathering.ends_at, gathering.zone),
        "centre": known_centre(gathering.centre_id),
        "activity": activity_titles(project).get(gathering.activity_id, gathering.activity_id),
        "extras": forms.answered(gathering),
        "several": project_names(projects.topics()),
    }
