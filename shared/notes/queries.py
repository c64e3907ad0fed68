"""What is true about notes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from shared.access import actor
from shared.doors.errors import NotFound, Refusal
from shared.doors.transaction import session
from shared.notes.declaring import floor
from shared.notes.models import NoteMixin
from shared.proofs.declaring import ATTACH, VIEW


@dataclass(frozen=True)
class ShownNote:
    """A note as a page shows it, with those it took the place of, the latest first; `may`: the actor may
    correct and strike it."""

    note: NoteMixin
    earlier: tuple[NoteMixin, ...]
    may: bool


@dataclass(frozen=True)
class Notes:
    """The notes of a record's page, and where they are written: "" where the actor may not."""

    here: str
    shown: tuple[ShownNote, ...]


def table() -> type[Any]:
    """The present service's table of notes."""
    return floor().table


def get_note(note_id: uuid.UUID, lock: bool = False) -> NoteMixin:
    """A note on a record the actor may see; NotFound. `lock` holds it against a concurrent change."""
    note: NoteMixin | None = session().get(table(), note_id, with_for_update=lock or None)
    if note is None:
        raise NotFound
    record_of(note, VIEW)
    return note


def record_of(note: NoteMixin, permission: str) -> Any:
    """The record a note is about, which the actor may treat so. NotFound, Forbidden."""
    return floor().nouns[note.owner_kind].find(note.owner_id, permission)


def notes_of(record: Any) -> list[NoteMixin]:
    """Every note on a record, the latest first."""
    kind, rows = floor().of(record).kind, table()
    mine = select(rows).where(rows.owner_kind == kind, rows.owner_id == record.id)
    return list(session().scalars(mine.order_by(rows.created_at.desc(), rows.id.desc())))


def may_change(note: NoteMixin, record: Any) -> bool:
    """Whether the actor may correct or strike a note: who wrote it, or the team that keeps the record."""
    noun = floor().of(record)
    return noun.may(noun.keeper, record) or (note.written_by.id == actor().id and noun.may(ATTACH, record))


def shown_of(record: Any) -> Notes:
    """The notes of a record for its page: each with what it corrected."""
    found, noun = notes_of(record), floor().of(record)
    by_id, corrected = {note.id: note for note in found}, {note.corrects for note in found}
    latest = [note for note in found if note.id not in corrected]
    shown = tuple(
        ShownNote(note, tuple(before(note, by_id)), not note.struck_because and may_change(note, record))
        for note in latest
    )
    return Notes(f"{floor().page(record)}/notes" if noun.may(ATTACH, record) else "", shown)


def before(note: NoteMixin, by_id: dict[uuid.UUID, NoteMixin]) -> Iterable[NoteMixin]:
    """The notes a note took the place of, the latest first."""
    while note.corrects and note.corrects in by_id:
        note = by_id[note.corrects]
        yield note


def notes_on(path: str, row_id: object) -> Notes | None:
    """The notes of the record whose own page stands at a path; None where none may be written or read."""
    _empty, _service, *rest = path.split("/")
    noun = next((each for each in floor().nouns.values() if rest == [each.path, str(row_id)]), None)
    if noun is None:
        return None
    try:
        return shown_of(noun.find(uuid.UUID(str(row_id)), VIEW))
    except Refusal:
        return None


def note_out(note: NoteMixin) -> dict[str, Any]:
    """A note as JSON."""
    names = ("id", "text", "corrects", "struck_because", "created_at")
    return {**{name: getattr(note, name) for name in names}, "written_by": note.written_by.name}
