"""Erasing people from a service: what tells who somebody was goes out of his rows, of notes on them and of
the acts about them; what is counted stays."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Text, cast, select, text

from shared.acts.redacting import in_json, redact
from shared.doors import transaction
from shared.language.personal import NOTHING, is_nameless
from shared.language.records.erasure import Erasure
from shared.notes import declaring as notes
from shared.personal.holding import Held, People, held
from shared.plugins.retention import forget_file, hashes
from shared.queue import jobs
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import ErasedMixin, Sessions

AT_ONCE = 50
WORDS = ("jobs", "input", "jsonb"), ("jobs", "result", "jsonb"), ("idempotency_keys", "answer", "json")
REPLACED = """UPDATE {table}
    SET {column} = CAST(regexp_replace({column}::jsonb::text, :word, :stands, 'g') AS {kind})
    WHERE position(:name IN {column}::jsonb::text) > 0"""
WORD = r"(?:(?<!\w)|(?<=\\[bfnrt])){name}(?!\w)"  # no part of a longer one; the n of a "\n" is none of it
ERASED = text("SELECT id FROM erased_people ORDER BY id")


def declare(service: str, db: Any) -> None:
    """Give a service its task that erases whom the registry erased: when it hears of it, and every night, for
    what came late or came back with a backup."""

    def forget_people(_data: dict[str, Any], _advance: jobs.Progress) -> dict[str, Any]:
        """Erase everybody who has to be, some in a transaction."""
        people = [uuid.UUID(found) for found in db.session.scalars(ERASED)]
        for start in range(0, len(people), AT_ONCE):
            for sha256 in transaction.carry_out(erase, people[start : start + AT_ONCE]):
                forget_file(db.session, sha256)
        return {}

    jobs.task(kind_of_job(service), db)(forget_people)


def kind_of_job(service: str) -> str:
    """The job of a service that erases people."""
    return f"{service}.erase_people"


def handlers(service: str) -> dict[str, Handler]:
    """What a service does when it hears that somebody was erased."""

    def keep_erasures(session: Sessions, envelopes: list[Envelope]) -> None:
        """Keep who it was, and have him erased."""
        newer(session, ErasedMixin, envelopes, lambda record: {"erased_on": record.erased_on})
        jobs.queue_unless_waiting(session, kind_of_job(service))

    return {Erasure.KIND: keep_erasures}


def erase(people: People) -> set[str]:
    """Erase these people from the present service; whoever is erased already stays as he is. The hashes of
    files that answered a region's questions about them: their bytes go once this is committed."""
    session, found = transaction.session(), pending(people)
    if not found:
        return set()
    names = {name: stands for each, row in found for name, stands in each.named(row, people).items()}
    files = {sha256 for _each, row in found for sha256 in files_of(row)}
    for each, row in found:
        each.forget(row, people)
    rows = {str(row.id) for each, row in found if each.alone}
    rows |= forget_notes(session, rows | set(map(str, people)))
    session.flush()
    tell(found)
    forget_words(session, names)
    beside = {str(row.id) for each, row in found if not each.alone}
    redact(session, rows | set(map(str, people)), names, beside)
    return files


def pending(people: People) -> list[tuple[Held, Any]]:
    """Every row of these people, while any of them still has a name."""
    every = [(each, row) for each in held() for row in each.of(people)]
    names = (name for each, row in every for name in each.named(row, people))
    return [] if all(map(is_nameless, names)) else every


def files_of(row: Any) -> set[str]:
    """The files among a row's answers to its region."""
    answers = getattr(row, "extra", {})
    return hashes(row, set(answers))


def tell(found: Sequence[tuple[Held, Any]]) -> None:
    """Tell whoever has to hear of rows that were emptied."""
    for each in held():
        if rows := [row for one, row in found if one is each]:
            each.then(rows)
    transaction.session().flush()


def forget_words(session: Sessions, names: Mapping[str, str]) -> None:
    """Take the names out of what work in the background keeps of what it did, and of answers to calls."""
    for table, column, kind in WORDS:
        for name, stands in names.items():
            session.execute(
                text(REPLACED.format(table=table, column=column, kind=kind)),
                {"name": in_json(name), "word": WORD.format(name=re.escape(in_json(name))), "stands": stands},
            )


def forget_notes(session: Sessions, owners: set[str]) -> set[str]:
    """Empty the notes on these rows; their ids."""
    table = notes.floor().table
    mine = select(table).where(cast(table.owner_id, Text).in_(owners), table.text != NOTHING)
    found = session.scalars(mine).all()
    for note in found:
        note.text, note.struck_because = NOTHING, note.struck_because and NOTHING
    return {str(note.id) for note in found}
