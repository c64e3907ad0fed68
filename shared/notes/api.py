"""Notes for other tools: to write, to list, to strike, for every noun that files prove."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import Response

from shared.access import requires
from shared.doors.api import Blueprint, Created, created, respond, run
from shared.notes.declaring import Noted, asked
from shared.notes.operations import strike_note, write_note
from shared.notes.queries import get_note, note_out, notes_of, record_of
from shared.notes.schemas import NoteIn, NoteOut, StrikingIn
from shared.proofs.declaring import ATTACH, VIEW, Proven


def calls(nouns: Iterable[Proven | Noted]) -> Blueprint:
    """The calls of the nouns of a service."""
    api = Blueprint("notes", __name__, description="Notes on what is recorded")
    writing = requires(ATTACH)(api.arguments(NoteIn)(api.response(201, Created)(add_note)))
    listing = requires(VIEW)(api.response(200, NoteOut(many=True))(list_notes))
    for noun in nouns:
        rule = f"/{noun.path}/<uuid:{noun.kind}_id>/notes"
        api.route(rule, methods=["POST"])(writing)
        api.route(rule, methods=["GET"])(listing)
    striking = requires(ATTACH)(api.arguments(StrikingIn)(api.response(200, NoteOut)(strike)))
    api.route("/notes/<uuid:note_id>/striking", methods=["POST"])(striking)
    return api


def add_note(values: dict[str, Any], **named: uuid.UUID) -> Response:
    """Write a note on a record; one that corrects an earlier takes its place, and both stay."""
    return created(write_note, asked(named, ATTACH), values["text"], values["corrects"])


def list_notes(**named: uuid.UUID) -> Response:
    """List the notes on a record, the latest first."""
    return respond([note_out(note) for note in notes_of(asked(named, VIEW))])


def strike(values: dict[str, Any], note_id: uuid.UUID) -> Response:
    """Strike a note that was wrong: it stays, with the reason."""
    note = get_note(note_id, lock=True)
    return run(strike_note, note, record_of(note, ATTACH), values["reason"], answer=note_out)
