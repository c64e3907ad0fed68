"""Pages of results: all of them, the form that confirms what the plan promises, one with its proof."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.reports.dashboard.listing.places import project_names
from services.reports.figures.queries import figures
from services.reports.results import operations, queries
from services.reports.results.models import Result
from services.reports.results.proof import shortened
from services.reports.results.queries import ASSESS, CONFIRM, whole
from services.reports.results.rules.standing import Standing
from services.reports.results.schemas import (
    AssessmentIn,
    ConfirmationForm,
    PromiseForm,
    ResultWithdrawalIn,
    TiesForm,
    WordingForm,
)
from services.reports.results.wording import count_words, outcomes, result_text
from shared.access import requires
from shared.doors.errors import NotFound
from shared.doors.form import Form, untouched
from shared.language.records.project import Project
from shared.proofs.wording import proofs_on
from shared.spoken import spoken

views = Blueprint("results", __name__)
PAGE = "/reports/results"


@views.get("/results")
@requires("result.view", everywhere=True)
def result_list() -> str:
    """Show what is promised, and how it stands."""
    known, project = figures.projects(), chosen()
    said = spoken(project) if project else None
    found = queries.standings(said) if said else []
    return render_template(
        "reports/results/list.html",
        projects=list(project_names(known).items()),
        project=said,
        result_text=result_text(project),
        expected=[one for one in found if one.result.number],
        promised=[one for one in found if not one.result.number],
        count_words=count_words,
        waiting=len(queries.unconfirmed(project)) if project else 0,
        may_confirm=whole(CONFIRM),
    )


def chosen() -> Project | None:
    """The project the address names, else the one to open with; None where there is none."""
    asked, known = request.values.get("project") or request.values.get("project_id"), figures.projects()
    return figures.get_project(asked) if asked else figures.landing(known) if known else None


def some_project() -> Project:
    """The same; NotFound where there is none."""
    project = chosen()
    if project is None:
        raise NotFound
    return project


@views.route("/results/confirmation", methods=["GET", "POST"])
@requires("result.confirm", everywhere=True)
def confirm_results() -> Any:
    """Show what the plan promises and take what of it is kept."""
    project = some_project()
    form = Form(ConfirmationForm(), lists=("keep", "codes"))
    if form.run(operations.confirm_proposals):
        flash(_("Confirmed. How each stands follows from its figures, or is for you to say."), "success")
        return redirect(f"{PAGE}?project={project.id}")
    rows = queries.unconfirmed(project)
    typed = form.value("codes", []) if form.sent else [", ".join(row.codes) for row in rows]
    kept = form.value("keep", []) if form.sent else [str(place) for place in range(len(rows))]
    shown = {"rows": rows, "typed": typed, "kept": kept, "form": form, "project": project}
    return render_template("reports/results/confirm.html", **shown), form.status


@views.route("/results/new", methods=["GET", "POST"])
@requires("result.confirm", everywhere=True)
def add_promise() -> Any:
    """Show and take the form of a promise nobody proposed."""
    project, form = some_project(), Form(PromiseForm())
    if done := form.run(operations.add_promise):
        flash(_("Saved."), "success")
        return redirect(f"{PAGE}/{done.id}")
    return render_template("reports/results/new.html", form=form, project=project), form.status


@views.get("/results/<uuid:result_id>")
@requires("result.view", everywhere=True)
def show_result(result_id: uuid.UUID) -> str:
    """Show a result with its figures and its proof."""
    return page(queries.get_result(result_id))[0]


@views.post("/results/<uuid:result_id>/ties")
@requires("result.confirm", everywhere=True)
def tie_result(result_id: uuid.UUID) -> Any:
    """Take the form that ties a result to indicators."""
    item = queries.get_result(result_id, CONFIRM, lock=True)
    form = Form(TiesForm(), {"codes": codes_of(in_words(item)["one"])})
    if form.run(operations.tie_result, item):
        flash(_("Saved."), "success")
        return redirect(f"{PAGE}/{result_id}")
    return page(item, ties=form)


@views.post("/results/<uuid:result_id>/wording")
@requires("result.confirm", everywhere=True)
def word_result(result_id: uuid.UUID) -> Any:
    """Take the form that says in Kazakh what is promised."""
    item = queries.get_result(result_id, CONFIRM, lock=True)
    form = Form(WordingForm(), {"text_kk": item.text_kk})
    if form.run(operations.word_result, item):
        flash(_("Saved."), "success")
        return redirect(f"{PAGE}/{result_id}")
    return page(item, worded=form)


@views.post("/results/<uuid:result_id>/assessment")
@requires("result.assess", everywhere=True)
def assess_result(result_id: uuid.UUID) -> Any:
    """Take the form that says how a result ended."""
    item = queries.get_result(result_id, ASSESS, lock=True)
    form = Form(AssessmentIn(), ended(item))
    if form.run(operations.assess_result, item):
        flash(_("Saved. A file proves it: attach it below."), "success")
        return redirect(f"{PAGE}/{result_id}#evidence")
    return page(item, assessed=form)


@views.post("/results/<uuid:result_id>/withdrawal")
@requires("result.confirm", everywhere=True)
def withdraw_result(result_id: uuid.UUID) -> Any:
    """Take the form that says why something is promised no longer."""
    item, form = queries.get_result(result_id, CONFIRM, lock=True), Form(ResultWithdrawalIn())
    if form.run(operations.withdraw_result, item):
        flash(_("It is promised no longer."), "success")
        return redirect(f"{PAGE}?project={item.project_id}")
    return page(item, withdrawn=form)


def page(
    item: Result,
    ties: Form | None = None,
    assessed: Form | None = None,
    withdrawn: Form | None = None,
    worded: Form | None = None,
) -> tuple[str, int]:
    """The page of a result; one of its forms may come back with reasons."""
    shown = in_words(item)
    return render_template(
        "reports/results/show.html",
        item=item,
        **shown,
        ties=ties or untouched({"codes": codes_of(shown["one"])}),
        assessed=assessed or untouched(ended(item)),
        withdrawn=withdrawn or untouched(),
        worded=worded or untouched({"text_kk": item.text_kk}),
        outcomes=outcomes(),
        may={name: whole(name) and not item.withdrawn_because for name in (CONFIRM, ASSESS)},
        proofs=proofs_on(item),
    ), (ties or assessed or withdrawn or worded or untouched()).status


def codes_of(one: Standing | None) -> str:
    """The codes of the indicators a result is tied to, as its form has them."""
    return ", ".join(row.code for row in one.figures) if one else ""


def ended(item: Result) -> dict[str, Any]:
    """How a result ended, as its form has it."""
    return {"outcome": item.outcome or "", "reason": item.outcome_reason or ""}


def in_words(item: Result) -> dict[str, Any]:
    """A result as it stands, in the reader's language."""
    project = figures.get_project(item.project_id)
    said, text = spoken(project), result_text(project)(item)
    one = next((row for row in queries.standings(said) if row.result.id == item.id), None)
    return {
        "one": one,
        "title": shortened(item, text),
        "text": text,
        "project": said,
        "count": count_words(one) if one else "",
    }
