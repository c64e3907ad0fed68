"""Writing notes, correcting and striking them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from shared.clock import now
from shared.doors.errors import Conflict, Forbidden, NotFound
from shared.doors.transaction import session
from shared.notes.declaring import floor
from shared.notes.models import NoteMixin
from shared.notes.queries import may_change, table


class NoteOfOthers(Forbidden):
    """A note is corrected or struck by whoever wrote it, or by the team that keeps these records.
    Write a note of your own."""

    code = "note_of_others"


class NoteChanged(Conflict):
    """This note was corrected or struck meanwhile."""

    code = "note_changed"


def write_note(record: Any, text: str, corrects: uuid.UUID | None = None) -> NoteMixin:
    """Write a note on a record; one that corrects an earlier takes its place and leaves it readable.
    NoteOfOthers, NoteChanged."""
    if corrects:
        check_change(earlier_of(record, corrects), record)
    kind = floor().of(record).kind
    told = {"owner_kind": kind, "owner_id": record.id, "text": text, "corrects": corrects}
    note: NoteMixin = table()(**told, created_at=now())
    session().add(note)
    session().flush()
    return note


def earlier_of(record: Any, note_id: uuid.UUID) -> NoteMixin:
    """A note of this very record, held against others. NotFound."""
    note: NoteMixin | None = session().get(table(), note_id, with_for_update=True)
    if note is None or note.owner_id != record.id:
        raise NotFound
    return note


def strike_note(note: NoteMixin, record: Any, reason: str) -> NoteMixin:
    """Strike a note that was wrong: it stays, with the reason. NoteOfOthers, NoteChanged."""
    check_change(note, record)
    note.struck_because = reason
    return note


def check_change(note: NoteMixin, record: Any) -> None:
    """Refuse to change others' notes, and what is not the latest word. NoteOfOthers, NoteChanged."""
    if not may_change(note, record):
        raise NoteOfOthers
    later = session().scalar(select(table().id).where(table().corrects == note.id))
    if note.struck_because or later:
        raise NoteChanged
