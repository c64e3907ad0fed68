"""What a service holds of people: each noun announces which of its rows are somebody's, how they are shown to
him, and what is left of them once he is erased."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from shared.clock import local_day
from shared.i18n import once_a_language, said
from shared.language.evidence import KINDS
from shared.language.personal import NOTHING
from shared.notes import declaring as notes
from shared.proofs.declaring import floor

People = Sequence[uuid.UUID]
Said = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """One thing that is held of somebody, in words: what it is called, which one, where it is seen, of which
    day, [(label, value)], and why it stays when he is erased ("": it does not)."""

    called: str
    title: str
    page: str
    day: date | None
    said: list[Said]
    stays: str = ""


@dataclass(frozen=True)
class Held:
    """Rows that are somebody's.

    `of` finds those of these people, `region` says whose rows they are, `named` says which names of theirs a
    row holds and what stands for each once they are erased, `part` shows it, `forget` takes out of it what
    tells who somebody was and nothing that is counted, `papers` are files beside it that name him and stay;
    `then` tells whoever has to hear of rows that were emptied. A row that is not about him `alone` (a
    gathering, an application) keeps its notes and its history, which are others' too: only his name goes out
    of what was done with it.
    """

    of: Callable[[People], Sequence[Any]]
    named: Callable[[Any, People], Mapping[str, str]]
    part: Callable[[Any], Part]
    forget: Callable[[Any, People], None]
    region: Callable[[Any], str | None] = attrgetter("region")
    papers: Callable[[Any], Iterable[Part]] = lambda row: ()
    then: Callable[[Sequence[Any]], object] = lambda rows: None
    alone: bool = True


def held() -> Sequence[Held]:
    """What the nouns of the present service hold."""
    found: Sequence[Held] = current_app.extensions["service"].held
    return found


def parts(people: People, regions: Collection[str] | None) -> list[Part]:
    """Everything the present service holds of these people in what the reader may see (None: every region),
    in his language; a paper once."""
    mine = [(each, row) for each in held() for row in each.of(people) if is_within(each.region(row), regions)]
    found = [part for each, row in mine for part in shown(each, row)]
    return list({(part.page, part.called, part.title): part for part in found}.values())


def is_within(region: str | None, regions: Collection[str] | None) -> bool:
    """Whether rows of a region are the reader's."""
    return regions is None or region in regions


def shown(each: Held, row: Any) -> Iterator[Part]:
    """A row, the notes on it where it is about him alone, and the papers beside it."""
    part = each.part(row)
    yield part
    if each.alone:
        yield from notes_on(row, part.page)
    yield from each.papers(row)


def notes_on(row: Any, page: str) -> Iterator[Part]:
    """What people wrote beside a row."""
    table = notes.floor().table
    mine = select(table).where(table.owner_id == row.id, table.text != NOTHING).order_by(table.created_at)
    for note in floor().session.scalars(mine):
        yield Part(_("Note"), "", page, local_day(note.created_at), [(note.written_by.name, note.text)])


def papers_of(owner_kind: str, owner_id: uuid.UUID, kinds: Iterable[str], day: date | None) -> Iterator[Part]:
    """The files of some kinds that prove a record: they may name whoever stands on them."""
    table, words, why = floor().table, called(), stays_as_proof()
    mine = select(table).where(table.of(owner_kind, owner_id), table.kind.in_(list(kinds)))
    for file in floor().session.scalars(mine.order_by(table.created_at)):
        page = f"/{floor().service}/evidence/{file.id}"
        yield Part(words[file.kind], file.name, page, day, [], why)


@once_a_language
def called() -> dict[str, str]:
    """What kinds of papers are called."""
    return {kind.name: said(kind.words) for kind in KINDS.values()}


def stays_as_proof() -> str:
    """Why a paper stays."""
    return _(
        "The paper proves what was done and is kept for the grantor. Whoever answers for it may put a copy "
        "with the line blacked out in its place, on the page of the record."
    )
