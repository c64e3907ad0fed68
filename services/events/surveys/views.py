"""Pages of surveys: what goes out, what comes back row by row, and what it comes to."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import gettext as _

from services.events.gatherings.models import Gathering
from services.events.projects.queries import projects
from services.events.projects.wording import region_options
from services.events.surveys import forms, listing, queries
from services.events.surveys.models import Survey
from services.events.surveys.operations import answering, holding
from services.events.surveys.queries import RECORD, get_survey
from services.events.surveys.rules.cells import cells_of
from services.events.surveys.rules.results import results
from services.events.surveys.schemas import RowsForm, SheetsIn, StrikingIn, SurveyIn, Term
from services.events.surveys.wording import links, note, paper
from shared.access import requires, scope
from shared.doors.form import Form, press, untouched
from shared.doors.listing import asked
from shared.office.papers import PDF, in_asked_language, opened
from shared.projects import project_names
from shared.proofs.wording import proofs_on
from shared.sorting import Sorting

views = Blueprint("surveys", __name__)


@views.get("/surveys")
@requires("survey.view")
def survey_list() -> str:
    """List surveys, and what the centres come to."""
    return render_template("events/surveys/list.html", **listing.page_of(), mine=scope(queries.VIEW))


@views.get("/surveys.xlsx")
@requires("survey.view")
def export_surveys() -> Response:
    """Give the list as it is seen, as a workbook."""
    return listing.export()


@views.route("/surveys/new", methods=["GET", "POST"])
@requires("survey.record")
def begin_survey() -> Any:
    """Show and take the form of a survey."""
    gathering = forms.gathering_asked(request.values.get("gathering_id"))
    asked = str(gathering.project_id) if gathering else request.values.get("project_id")
    project = projects.chosen(asked, "survey.record")
    if project is None:
        title, known = _("Begin a survey"), projects.offered("survey.record")
        return render_template("events/projects/choose.html", projects=known, title=title, href=request.path)
    form = Form(SurveyIn(), forms.begun(project, request.args.get("asks"), gathering))
    if done := form.run(holding.begin_survey):
        flash(_("The survey is there. Let its sheets go out, or give out its link."), "success")
        return redirect(f"/events/surveys/{done.id}")
    return form_page(form, about=gathering)


@views.get("/surveys/<uuid:survey_id>")
@requires("survey.view")
def show_survey(survey_id: uuid.UUID) -> Any:
    """Show a survey with what came back."""
    return page(get_survey(survey_id))


@views.route("/surveys/<uuid:survey_id>/edit", methods=["GET", "POST"])
@requires("survey.record")
def change_survey(survey_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a survey."""
    item = get_survey(survey_id, RECORD, lock=request.method == "POST")
    form = Form(Term(), {name: getattr(item, name) for name in forms.TERM})
    if form.run(holding.change_survey, item):
        flash(_("Saved."), "success")
        return redirect(f"/events/surveys/{survey_id}")
    return form_page(form, item)


@views.post("/surveys/<uuid:survey_id>/sheets")
@requires("survey.record")
def issue_sheets(survey_id: uuid.UUID) -> Any:
    """Let numbered paper sheets go out."""
    item, form = get_survey(survey_id, RECORD, lock=True), Form(SheetsIn())
    if form.run(holding.issue_sheets, item):
        flash(_("The sheets have their numbers. Print them."), "success")
        return redirect(f"/events/surveys/{survey_id}#sheets")
    return page(item, form)


@views.get("/surveys/<uuid:survey_id>/sheets.pdf")
@requires("survey.record")
def print_sheets(survey_id: uuid.UUID) -> Response:
    """Give the sheets that are out to be printed, in one of the two languages."""
    item = get_survey(survey_id, RECORD)
    with in_asked_language():
        return opened(paper.file_name(item), PDF, paper.pdf_of(item))


@views.get("/surveys/note.pdf")
@views.get("/surveys/note.docx")
@requires("survey.record")
def write_note() -> Response:
    """Give the analytic note about the surveys of a project, those the reader may see: of the one asked for,
    else of the newest that has any."""
    return note_file(of_one(queries.survey_rows(asked(*listing.FILTERS), Sorting("closes_on"), None)))


def of_one(rows: Sequence[queries.Found]) -> list[queries.Found]:
    """Those of the newest project among them: a note is about one."""
    newest = max((row.project_id for row in rows), default=None)
    return [row for row in rows if row.project_id == newest]


@views.get("/surveys/<uuid:survey_id>/note.pdf")
@views.get("/surveys/<uuid:survey_id>/note.docx")
@requires("survey.record")
def write_note_of_one(survey_id: uuid.UUID) -> Response:
    """Give the analytic note about one survey."""
    return note_file([queries.counts_of(get_survey(survey_id, RECORD))])


def note_file(rows: Sequence[queries.Found]) -> Response:
    """The note in the form its address asks for, in one of the two languages."""
    form = request.path.rsplit(".", 1)[1]
    with in_asked_language():
        return opened(f"{_('Analytic note')}.{form}", form, note.note_of(rows, form))


@views.route("/surveys/<uuid:survey_id>/rows", methods=["GET", "POST"])
@requires("survey.record")
def key_in(survey_id: uuid.UUID) -> Any:
    """Show and take the grid of paper sheets, a row a sheet."""
    item = get_survey(survey_id, RECORD, lock=request.method == "POST")
    form = Form(RowsForm(), {"answered_on": forms.day_of(item)})
    if form.run(answering.key_in, item):
        flash(_("Keyed in. The next ones?"), "success")
        return redirect(f"/events/surveys/{survey_id}/rows")
    return rows_page(item, form)


@views.post("/surveys/<uuid:survey_id>/closing")
@requires("survey.record")
def close_survey(survey_id: uuid.UUID) -> Any:
    """Say that all that came back is keyed in."""
    press(holding.close_survey, get_survey(survey_id, RECORD, lock=True))
    flash(_("The survey is closed. Attach the scans or the analytic note."), "success")
    return redirect(f"/events/surveys/{survey_id}#evidence")


@views.post("/surveys/<uuid:survey_id>/reopening")
@requires("survey.record")
def reopen_survey(survey_id: uuid.UUID) -> Any:
    """Let sheets be keyed in again."""
    press(holding.reopen_survey, get_survey(survey_id, RECORD, lock=True))
    flash(_("The survey is open again."), "success")
    return redirect(f"/events/surveys/{survey_id}")


@views.route("/surveys/answers/<uuid:answer_id>", methods=["GET", "POST"])
@requires("survey.record")
def strike_answer(answer_id: uuid.UUID) -> Any:
    """Show one answer as it was given; take the form that strikes it."""
    answer = queries.get_answer(answer_id, RECORD)
    item = get_survey(answer.survey_id, RECORD, lock=request.method == "POST")
    form = Form(StrikingIn())
    if form.run(answering.strike_answer, item, answer):
        flash(_("The answer is struck: its sheet can be keyed in again."), "success")
        return redirect(f"/events/surveys/{item.id}")
    cells = cells_of(item.version.questions)
    shown = {"item": item, "answer": answer, "cells": cells, "form": form, "head_of": forms.head_of}
    return render_template("events/surveys/answer.html", **shown), form.status


def page(item: Survey, form: Form | None = None) -> Any:
    """The page of a survey."""
    g.region = item.region
    may_record, cells = queries.reaches(RECORD, item), cells_of(item.version.questions)
    shown = {
        "counts": queries.counts_of(item),
        "state": queries.state_of(item),
        "results": results(cells, queries.said_in([item.id])),
        "answers": queries.answers_of(item) if may_record else [],
        "out": queries.sheets_out(item) if may_record else [],
    }
    link = links.common_link(item) if may_record else ""
    return render_template(
        "events/surveys/show.html",
        item=item,
        form=form or untouched(),
        may_record=may_record,
        link=link,
        picture=links.picture(link) if link else "",
        head_of=forms.head_of,
        several=project_names(projects.topics()),
        proofs=proofs_on(item),
        **shown,
    ), form.status if form else 200


def rows_page(item: Survey, form: Form) -> Any:
    """The grid of the sheets to be keyed in."""
    cells = cells_of(item.version.questions)
    return render_template(
        "events/surveys/rows.html",
        item=item,
        form=form,
        cells=cells,
        lines=forms.grid(form, item, cells),
        legend=forms.legend(cells),
        head_of=forms.head_of,
        what_stands=forms.what_stands,
    ), form.status


def form_page(form: Form, item: Survey | None = None, about: Gathering | None = None) -> Any:
    """The form of a survey."""
    mine = scope(RECORD)
    return render_template(
        "events/surveys/form.html",
        form=form,
        item=item,
        about=forms.called(about) if about else "",
        offered=forms.own_of(about),
        regions=region_options(mine),
        everywhere=mine is None,
        **forms.offered(),
    ), form.status
