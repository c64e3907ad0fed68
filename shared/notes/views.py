"""Notes on the page of a record: write, correct, strike."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import pgettext

from shared.access import requires
from shared.acts.words import Words
from shared.doors.form import Form
from shared.notes.declaring import Noted, asked, floor, keep
from shared.notes.models import NoteMixin
from shared.notes.operations import strike_note, write_note
from shared.notes.queries import get_note, notes_on, record_of, shown_of
from shared.notes.schemas import NoteIn, StrikingIn
from shared.proofs.declaring import ATTACH, Proven


def init_app(app: Flask, table: type[NoteMixin] | None, nouns: Iterable[Proven | Noted]) -> None:
    """Keep notes in a table, and show them beside the history of what they are about; None: none are kept."""
    if table:
        keep(app, table, nouns)
    app.extensions["told"]["notes"] = told
    app.jinja_env.globals["notes_here"] = lambda row_id: notes_on(request.path, row_id) if table else None


def told() -> Words:
    """A note in words; what it says stands in it alone."""
    return Words(_("Note"), bare={"struck_because": pgettext("note", "struck")})


def pages(nouns: Iterable[Proven | Noted]) -> Blueprint:
    """The pages of the nouns of a service."""
    views = Blueprint("notes", __name__)
    for noun in nouns:
        rule = f"/{noun.path}/<uuid:{noun.kind}_id>/notes"
        views.add_url_rule(rule, view_func=add_note, methods=["POST"])
    views.add_url_rule("/notes/<uuid:note_id>/striking", view_func=strike, methods=["POST"])
    return views


@requires(ATTACH)
def add_note(**named: uuid.UUID) -> Any:
    """Write a note on a record, or in the place of an earlier one."""
    record, form = asked(named, ATTACH), Form(NoteIn())
    if form.run(lambda values: write_note(record, values["text"], values["corrects"])):
        flash(_("The note is written."), "success")
        return redirect(f"{floor().page(record)}#notes")
    return page(record, form)


@requires(ATTACH)
def strike(note_id: uuid.UUID) -> Any:
    """Strike a note with a reason."""
    note, form = get_note(note_id, lock=True), Form(StrikingIn())
    record = record_of(note, ATTACH)
    if form.run(lambda values: strike_note(note, record, values["reason"])):
        flash(_("The note is struck. It stays here with the reason."), "success")
        return redirect(f"{floor().page(record)}#notes")
    return page(record, form)


def page(record: Any, form: Form) -> tuple[str, int]:
    """The notes of a record alone, where something of them was refused."""
    noun = floor().of(record)
    g.region = getattr(record, "region", None)
    return render_template(
        "ui/notes/page.html",
        form=form,
        notes=shown_of(record),
        here=floor().page(record),
        title=noun.title(record),
        listed=noun.listed(),
    ), form.status
