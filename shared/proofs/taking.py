"""Files at a door: looked at and kept before anything is asked of the database or held in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from shared.doors.errors import Refusal
from shared.doors.transaction import let_go
from shared.files import KEPT, FileUnopened, Stored, files
from shared.i18n import said
from shared.language.evidence import UNOPENED


@dataclass(frozen=True)
class Sent:
    """One of several files as it came: in the store, or refused."""

    name: str
    stored: Stored | None = None
    refusal: Refusal | None = None


def taken(file: FileStorage | None, accept: frozenset[str] = KEPT) -> Stored:
    """A sent file in the store, looked at while no transaction is open; what `FileStore.take` raises."""
    let_go()
    return files().take(file, accept)


def taken_if_sent(file: FileStorage | None, accept: frozenset[str] = KEPT) -> Stored | None:
    """The same of a field that may be left empty."""
    return taken(file, accept) if file else None


def taken_open(file: FileStorage | None, accept: frozenset[str], field: str = "file") -> Stored:
    """A paper on which a decision rests: one that does not open is not taken. FileUnopened."""
    stored = taken(file, accept)
    if stored.unopened:
        raise FileUnopened(field=field, why=said(UNOPENED[stored.unopened]))
    return stored


def all_taken(given: Iterable[FileStorage]) -> list[Sent]:
    """Several files, the good ones in the store whatever the others are."""
    return [one_of_several(file) for file in given if file]


def one_of_several(file: FileStorage) -> Sent:
    """A file whose refusal does not stop the others."""
    name = file.filename or ""
    try:
        return Sent(name, taken(file))
    except Refusal as refusal:
        return Sent(name, refusal=refusal)
