"""Pages of participants: three ways to enter a list, what became of it, who was there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering, least_present, missing_evidence
from services.events.participants import forms, queries
from services.events.participants.forms import Reading
from services.events.participants.listing import workbook
from services.events.participants.operations import attendance, matching
from services.events.participants.operations import lines as line_operations
from services.events.participants.operations.forgetting import content_of
from services.events.participants.operations.imports import (
    keep_list,
    keep_text,
    left_out_of,
    start_import,
    take_left_out,
)
from services.events.participants.operations.layouts import go_on
from services.events.participants.operations.questions import asked_of
from services.events.participants.operations.reading import headings_of
from services.events.participants.operations.typed import enter_list
from services.events.participants.schemas import AttendanceForm, LineForm, MappingIn
from services.events.participants.wording import asked, outcome
from services.events.participants.wording.names import categories, sexes
from shared.access import actor, requires
from shared.clock import today
from shared.doors.errors import NotFound, Refusal
from shared.doors.form import Done, Form, press
from shared.doors.transaction import carry_out
from shared.files import download
from shared.plugins.extra import on_form
from shared.queue.jobs import get_job

views = Blueprint("participants", __name__)
MOST_CORRECTED = 50
RECORD = "gathering.record"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@views.get("/gatherings/<uuid:gathering_id>/participants.xlsx")
@requires("participant.view")
def export_participants(gathering_id: uuid.UUID) -> Response:
    """Give the list of participants as a form to print and sign."""
    return workbook.export(get_gathering(gathering_id, "participant.view"))


@views.get("/gatherings/<uuid:gathering_id>/participants/new")
@requires("gathering.record")
def new_participants(gathering_id: uuid.UUID) -> Any:
    """Show the three ways to enter people."""
    return page(get_gathering(gathering_id, "gathering.record"), Form())


@views.get("/gatherings/<uuid:gathering_id>/participants/lines")
@requires("gathering.record")
def more_lines(gathering_id: uuid.UUID) -> str:
    """Give more empty lines of the grid, numbered on."""
    gathering = get_gathering(gathering_id, "gathering.record")
    start = min(max(request.args.get("from", 0, int), 0), 9000)
    return render_template(
        "events/participants/lines.html",
        gathering=gathering,
        lines=forms.blank_lines(gathering),
        start=start,
        **forms.grid_questions(gathering),
    )


@views.post("/gatherings/<uuid:gathering_id>/participants/typed")
@requires("gathering.record")
def enter_typed(gathering_id: uuid.UUID) -> Any:
    """Enter the lines of the grid."""
    gathering = get_gathering(gathering_id, "gathering.record")
    lines = forms.typed_lines(request.form)
    if request.form.get("more"):
        return page(gathering, Form(), lines + forms.blank_lines(gathering))
    return entered(gathering, lambda: forms.read_typed(lines), lines)


@views.post("/gatherings/<uuid:gathering_id>/participants/pasted")
@requires("gathering.record")
def enter_pasted(gathering_id: uuid.UUID) -> Any:
    """Enter a list pasted from a spreadsheet."""
    gathering = get_gathering(gathering_id, "gathering.record")
    text, everybody = request.form.get("pasted", ""), bool(request.form.get("attended"))
    preview = bool(request.form.get("preview") and text.strip())
    headings = headings_of(gathering)
    return entered(gathering, lambda: forms.read_text(text, everybody, preview, headings))


@views.post("/gatherings/<uuid:gathering_id>/participants/file")
@requires("gathering.record")
def import_file(gathering_id: uuid.UUID) -> Any:
    """Start reading an uploaded list."""
    gathering, form = get_gathering(gathering_id, "gathering.record"), Form()
    if done := form.run(
        lambda: start_import(gathering, keep_list(request.files.get("file")), actor().id, said_of_list())
    ):
        return redirect(f"/events/jobs/{done.id}")
    return page(gathering, form)


def said_of_list() -> dict[str, bool]:
    """What the form of a file says of it: to be looked at first; whether all came, or nobody yet."""
    said = {"preview": True} if request.form.get("preview") else {}
    everybody = {"all": True, "nobody": False}.get(request.form.get("everybody", ""))
    return said if everybody is None else said | {"everybody": everybody}


@views.get("/people/<uuid:person_id>")
@requires("participant.view")
def show_participation(person_id: uuid.UUID) -> str:
    """Show where a person took part; the registry's page of the person shows the list alone."""
    part = request.headers.get("HX-Request") is not None
    return render_template(
        "events/participants/gatherings.html" if part else "events/participants/person.html",
        person_id=person_id,
        rows=queries.participation(person_id),
    )


@views.post("/gatherings/<uuid:gathering_id>/attendance")
@requires("gathering.record")
def save_attendance(gathering_id: uuid.UUID) -> Any:
    """Correct who was there, for the lines shown; htmx gets the new count."""
    gathering = queries.list_to_write(gathering_id)
    marks = AttendanceForm().load({name: request.form.getlist(name) for name in ("shown", "present")})
    carry_out(attendance.mark_list, gathering, set(marks["shown"]), set(marks["present"]))
    if request.headers.get("HX-Request"):
        return render_template(
            "events/participants/count.html",
            saved=True,
            gathering=gathering,
            least=least_present(gathering),
        )
    flash(_("Attendance is saved."), "success")
    return redirect(f"/events/gatherings/{gathering_id}#people")


@views.route(
    "/gatherings/<uuid:gathering_id>/participants/<uuid:participant_id>/edit", methods=["GET", "POST"]
)
@requires("gathering.record")
def change_line(gathering_id: uuid.UUID, participant_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a line of a list."""
    find = queries.list_to_write if request.method == "POST" else partial(get_gathering, permission=RECORD)
    gathering = find(gathering_id)
    line, schema = queries.get_participant(gathering_id, participant_id), LineForm()
    start, words = (
        {name: getattr(line, name) for name in schema.fields},
        {"sex": sexes(), "category": categories()},
    )
    form = Form(schema, start, words=words)
    if form.run(line_operations.change_line, line):
        flash(_("Saved."), "success")
        return redirect(f"/events/gatherings/{gathering_id}#people")
    g.region = gathering.region
    return render_template(
        "events/participants/edit.html",
        form=form,
        gathering=gathering,
        line=line,
        **on_form(asked_of(line), form),
    ), form.status


@views.post("/gatherings/<uuid:gathering_id>/participants/<uuid:participant_id>/removal")
@requires("gathering.record")
def remove_line(gathering_id: uuid.UUID, participant_id: uuid.UUID) -> Any:
    """Take somebody off a list he was never on."""
    done = press(taken_off, gathering_id, participant_id)
    if done.made:
        flash(_("%(name)s is taken off the list.", name=done.made), "success")
    return redirect(f"/events/gatherings/{gathering_id}#people")


def taken_off(gathering_id: uuid.UUID, participant_id: uuid.UUID) -> str:
    """Take a line off a list; its name."""
    queries.list_to_write(gathering_id)
    line = queries.get_participant(gathering_id, participant_id)
    line_operations.remove_line(line)
    return line.name


@views.get("/gatherings/<uuid:gathering_id>/participants/sample.xlsx")
@requires("gathering.record")
def send_sample(gathering_id: uuid.UUID) -> Response:
    """Give an empty list to fill in and upload."""
    gathering = get_gathering(gathering_id, "gathering.record")
    return workbook.sample(gathering)


@views.get("/jobs/<uuid:job_id>/correction")
@requires("gathering.record")
def correct_rows(job_id: uuid.UUID) -> Any:
    """Show the refused rows of an uploaded file in the grid, to correct them here."""
    job, gathering = my_job(job_id)
    if not job.result.get("bad_rows"):
        raise NotFound
    return page(
        get_gathering(gathering.id, "gathering.record"),
        Form(),
        forms.read_again(job, gathering)[:MOST_CORRECTED],
        from_file=job,
    )


@views.route("/jobs/<uuid:job_id>/mapping", methods=["GET", "POST"])
@requires("gathering.record")
def map_columns(job_id: uuid.UUID) -> Any:
    """Show how a list is understood and what it asks; take what a person says and go on reading."""
    job, gathering = my_job(job_id)
    get_gathering(gathering.id, "gathering.record")
    if job.state != "asks":
        return redirect(f"/events/jobs/{job_id}")
    form, said = Form(MappingIn()), None
    if form.sent:
        form.values = said = asked.typed_mapping(request.form)
        if "enter" in request.form and form.run(go_on, job, gathering):
            return redirect(f"/events/jobs/{job_id}")
    return mapping_page(job, gathering, form, said)


def mapping_page(job: Job, gathering: Gathering, form: Form, said: Any) -> tuple[str, int]:
    """The page of a list that asks; where what a person says reads nobody, as it was before."""
    try:
        shown = asked.page_of(job, gathering, said)
    except Refusal as refusal:
        form.refuse(refusal)
        shown = asked.page_of(job, gathering, None)
    page = "events/participants/mapping.html"
    return render_template(page, form=form, job=job, gathering=gathering, **shown), form.status


@views.post("/jobs/<uuid:job_id>/left-out")
@requires("gathering.record")
def take_back(job_id: uuid.UUID) -> Any:
    """Enter rows that looked like notes and are people."""
    job, gathering = my_job(job_id)
    rows = [int(row) for row in request.form.getlist("take") if row.isdecimal()]
    done = press(take_left_out, get_gathering(gathering.id, "gathering.record"), job, rows, actor().id)
    return redirect(f"/events/jobs/{done.id}")


@views.get("/jobs/<uuid:job_id>")
@requires("job.view")
def show_job(job_id: uuid.UUID) -> Any:
    """Show how far reading a list is, and then what became of it; htmx gets that part alone."""
    job, gathering = my_job(job_id)
    people = [uuid.UUID(result["person_id"]) for result in job.result.get("results", [])]
    part = request.headers.get("HX-Request") is not None
    if job.state == "asks" and not part and actor().can("gathering.record", gathering.region):
        return redirect(f"/events/jobs/{job_id}/mapping")
    return render_template(
        "events/participants/state.html" if part else "events/participants/job.html",
        job=job,
        gathering=gathering,
        names=queries.named(gathering.id, people) if people else {},
        left_out=left_out_of(job),
        why_words=asked.why_words(),
        others_words=asked.others_words,
        **outcome.outcome(job),
    )


@views.get("/jobs/<uuid:job_id>/bad-rows")
@requires("job.view")
def bad_rows(job_id: uuid.UUID) -> Response:
    """Give the rows that were refused, with the reasons, to correct and upload again."""
    job, _gathering = my_job(job_id)
    if not job.result.get("bad_rows"):
        raise NotFound
    name = _("%(name)s, to correct.xlsx", name=job.input["name"].rsplit(".", 1)[0])
    return download(content_of(job.result["bad_rows"]), XLSX, name)


def my_job(job_id: uuid.UUID) -> tuple[Job, Gathering]:
    """A job the actor started (the project's staff see all), with its gathering; NotFound."""
    job, gathering_id = queries.list_read_by(job_id)
    gathering = get_gathering(gathering_id, "participant.view")
    g.region = gathering.region
    return job, gathering


def entered(gathering: Gathering, read: Callable[[], Reading], lines: list[forms.Line] | None = None) -> Any:
    """Read a list and enter its good rows; lines to correct come back in the grid with their reasons,
    all of them after a refusal."""
    form = Form()
    try:
        reading = read()
        if reading.asks:
            return ask_about(gathering, form)
        done = enter_read(gathering, reading, form)
    except Refusal as refusal:
        form.refuse(refusal) if refusal.status < 500 else flash(refusal.message, "error")
        return page(gathering, form, lines)[0], refusal.status
    if done is None:
        return page(gathering, form, lines)[0], form.refusal.status if form.refusal else form.status
    if done.again or not reading.refused:
        return redirect(f"/events/jobs/{done.id}")
    return taken_in_part(gathering, reading, form, get_job(db.session, Job, done.id))


def enter_read(gathering: Gathering, reading: Reading, form: Form) -> Done[Job] | None:
    """Enter the good rows of a list; None leaves the reasons in the form."""
    matched = matching.match_people(gathering, reading.without_places())
    forms.take_back(reading, matched.results)
    notes, by = reading.notes, actor().id
    return form.run(lambda: enter_list(queries.list_to_write(gathering.id), matched, notes, by))


def taken_in_part(gathering: Gathering, reading: Reading, form: Form, job: Job) -> tuple[str, int]:
    """The page with the lines to correct, and above them what became of the others."""
    people = [uuid.UUID(result["person_id"]) for result in job.result["results"]]
    shown = {"job": job, "names": queries.named(gathering.id, people), "notes": reading.notes, "pasted": ""}
    return page(gathering, form, reading.refused, **shown)[0], 422


def ask_about(gathering: Gathering, form: Form) -> Any:
    """Keep a pasted list as a file, which goes on as an uploaded one: it asks before anybody is entered."""
    said = {"everybody": bool(request.form.get("attended")), "preview": True}
    text = request.form.get("pasted", "")
    if done := form.run(lambda: start_import(gathering, keep_text(text), actor().id, said)):
        return redirect(f"/events/jobs/{done.id}")
    return page(gathering, form)


def page(
    gathering: Gathering, form: Form, lines: list[forms.Line] | None = None, **more: Any
) -> tuple[str, int]:
    """The page with the three ways; `lines` stand in the grid."""
    g.region = gathering.region
    shown = {
        "job": None,
        "from_file": None,
        "names": {},
        "notes": [],
        "pasted": request.form.get("pasted", ""),
        "result_words": outcome.result_words,
        **more,
    }
    return render_template(
        "events/participants/new.html",
        form=form,
        gathering=gathering,
        lines=lines or forms.blank_lines(gathering),
        start=0,
        **forms.grid_questions(gathering),
        today=today(),
        missing=missing_evidence(gathering),
        **shown,
    ), form.status
