"""Pages of letters: the register, the form, a letter with its scan and what answers it, its paper."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.letters import forms, listing, operations, queries
from services.registry.letters.models import OUT, Letter
from services.registry.letters.schemas import AnnulmentIn, CorrectionForm, LetterForm
from services.registry.letters.wording import paper
from services.registry.letters.wording.names import called, numbered, template_words
from services.registry.organisations.models import Organisation
from services.registry.plans.models import Project
from services.registry.plans.queries import (
    approved_plan,
    approved_projects,
    chosen_project,
    code_of,
    offered_projects,
    regions_offered,
    team_in_force,
)
from services.registry.plans.wording.pages import project_names
from services.registry.regions.wording import region_options
from shared.access import requires, scope
from shared.doors.errors import NotFound
from shared.doors.form import Form, untouched
from shared.office.papers import FORMS, opened_or_saved
from shared.proofs.wording import proofs_on
from shared.reach import WHOLE, reachable

views = Blueprint("letters", __name__)


@views.get("/letters")
@requires("letter.view")
def letter_list() -> str:
    """Show the register of letters."""
    mine = regions_offered(Letter.region, scope(queries.VIEW))
    return render_template("registry/letters/list.html", mine=mine, whole=WHOLE, **listing.page_of())


@views.get("/letters.xlsx")
@requires("letter.view")
def letter_workbook() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export()


@views.route("/letters/new", methods=["GET", "POST"])
@requires("letter.record")
def register_letter() -> Any:
    """Show and take the form of a letter."""
    other = answered_letter()
    project = (
        db.session.get(Project, other.project_id)
        if other
        else chosen_project(request.values.get("project_id"))
    )
    form = Form(LetterForm(), begun(project, other))
    if done := form.run(operations.register_letter):
        flash(_("Registered under its number."), "success")
        return redirect(f"/registry/letters/{done.id}")
    return form_page(form, project, None, other)


def begun(project: Project | None, other: Letter | None) -> dict[str, Any]:
    """Start values of a new letter."""
    team = team_in_force(project.id) if project else None
    return forms.begun(request.args.to_dict(), project, team, other)


def answered_letter() -> Letter | None:
    """The letter that is answered; NotFound."""
    key = request.values.get("answers_id")
    try:
        return queries.get_letter(uuid.UUID(key)) if key else None
    except ValueError as error:
        raise NotFound from error


@views.get("/letters/<uuid:letter_id>")
@requires("letter.view")
def show_letter(letter_id: uuid.UUID) -> Any:
    """Show a letter."""
    return page(queries.get_letter(letter_id), untouched())


@views.route("/letters/<uuid:letter_id>/edit", methods=["GET", "POST"])
@requires("letter.record")
def correct_letter(letter_id: uuid.UUID) -> Any:
    """Show and take the form that corrects a letter."""
    item = queries.get_letter(letter_id, queries.RECORD, lock=request.method == "POST")
    form = Form(CorrectionForm(), forms.present(item))
    if form.run(operations.correct_letter, item):
        flash(_("Saved."), "success")
        return redirect(f"/registry/letters/{letter_id}")
    return form_page(form, db.session.get(Project, item.project_id), item)


@views.post("/letters/<uuid:letter_id>/annulment")
@requires("letter.record")
def annul_letter(letter_id: uuid.UUID) -> Any:
    """Take the form that annuls a letter."""
    item = queries.get_letter(letter_id, queries.RECORD, lock=True)
    form = Form(AnnulmentIn())
    if form.run(operations.annul_letter, item):
        flash(_("The letter is annulled; its number stays taken."), "success")
        return redirect(f"/registry/letters/{letter_id}")
    return page(item, form)


@views.get("/letters/<uuid:letter_id>/paper.<format_name>")
@requires("letter.view")
def print_letter(letter_id: uuid.UUID, format_name: str) -> Response:
    """Give an outgoing letter on the letterhead, as a PDF or as a Word file; NotFound without a text."""
    item = queries.get_letter(letter_id)
    if not item.body or format_name not in FORMS:
        raise NotFound
    with force_locale(item.language or "ru"):
        name = paper.file_name(item, format_name)
        return opened_or_saved(name, format_name, paper.drawn(item, format_name))


def page(item: Letter, form: Form) -> tuple[str, int]:
    """The page of a letter."""
    g.region = item.region
    other = db.session.get(Letter, item.answers_id) if item.answers_id else None
    return render_template(
        "registry/letters/show.html",
        item=item,
        form=form,
        title=numbered(item),
        organisation=db.session.get_one(Organisation, item.organisation_id),
        state=queries.state_of(item),
        answered=[(other, called(other))] if other and reachable(queries.VIEW, other.region) else [],
        answers=[(row, called(row)) for row in queries.answers_to(item)],
        code=code_of(item.project_id, item.activity_id),
        may_record=reachable(queries.RECORD, item.region) and not item.annulled_because,
        several=project_names(approved_projects()),
        proofs=proofs_on(item),
    ), form.status


def form_page(
    form: Form, project: Project | None, item: Letter | None = None, other: Letter | None = None
) -> tuple[str, int]:
    """The form of a letter."""
    mine = scope(queries.RECORD)
    way = item.direction if item else form.value("direction")
    return render_template(
        "registry/letters/form.html",
        form=form,
        item=item,
        title=called(item) if item else "",
        way=way,
        outgoing=way == OUT,
        templates=in_both(template_words),
        project=project,
        projects=offered_projects(queries.RECORD),
        regions=region_options(regions_offered(Letter.region, mine)),
        everywhere=mine is None,
        **forms.offered(form, project, approved_plan(project.id) if project else None, other),
    ), form.status


def in_both(words: Callable[[], Mapping[str, str]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Words in the languages a letter is written in: [(language, its name, [(code, words)])]."""
    found = []
    for language, name in (("ru", "Русский"), ("kk", "Қазақша")):
        with force_locale(language):
            found.append((language, name, list(words().items())))
    return found
