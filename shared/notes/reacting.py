"""Plugins react to what was recorded: after it was kept, from the queue, as notes beside its history.

The outbox is what keeps it: a row a plugin, so nothing is forgotten, a newer state replaces one that waits,
and whoever was killed in between is followed by another. What a plugin says and that it was asked last
together.
"""

from __future__ import annotations

import logging
import uuid
from typing import Any

import dramatiq
import msgspec
from flask import Flask
from sqlalchemy import select

from shared.acts.doer import work_of
from shared.doors import transaction
from shared.language.doer import Doer
from shared.notes.declaring import floor
from shared.notes.operations import write_note
from shared.plugins import plugins
from shared.plugins.asking import ON_RECORD
from shared.plugins.calling import RuleUnavailable
from shared.plugins.recorded import RECIPIENT
from shared.plugins.specifications import Note, RecordFacts
from shared.queue import outbox
from shared.queue.broker import doorbell
from shared.queue.posting import Row
from shared.tables import Sessions

log = logging.getLogger("asar.plugins")
MOST_TRIES, AT_ONCE, ROUNDS = 8, 5, 20  # few at once: each may take its whole deadline, and a claim is short
VERB = "plugin.note"


class NotHere(LookupError):
    """This plugin is not loaded, or no longer speaks for the region."""


def react(session: Sessions) -> None:
    """Ask plugins about what was recorded; what is left after a while the next round takes."""
    for _round in range(ROUNDS):
        rows = outbox.claim(session, AT_ONCE, to_plugins=True)
        for row in rows:
            react_to(session, row)
        if not rows:
            return


def react_to(session: Sessions, row: Row) -> None:
    """Ask one plugin about one record; a failure is tried again, at last it waits for somebody's word."""
    name = row.recipient.removeprefix(RECIPIENT)
    try:
        with work_of(Doer("plugin", name, title_of(name)), VERB):
            keep_notes(row, said_by(name, row))
            outbox.forget(session, [row])
            transaction.commit()
    except (RuleUnavailable, NotHere) as error:
        session.rollback()
        put_off(session, row, error)
    except Exception as error:  # of ours: the others of the batch are asked all the same
        session.rollback()
        log.exception("what %s says of %s was not kept", row.recipient, row.key)
        put_off(session, row, error)


def title_of(name: str) -> str:
    """What a plugin is called."""
    return next((plugin.title for plugin in plugins().loaded if plugin.name == name), name)


def said_by(name: str, row: Row) -> list[Note]:
    """What a plugin notes on a record. NotHere, RuleUnavailable."""
    facts = msgspec.convert(row.state, RecordFacts)
    if not any(plugin.name == name for plugin in plugins().of(facts.region)):
        raise NotHere(str(NotHere.__doc__))
    return plugins().on_record(facts.region, name, row.kind, row.key, row.version, facts)


def keep_notes(row: Row, notes: list[Note]) -> None:
    """Write what is not written yet on the record; on one that is gone nothing."""
    known, record_id = floor(), uuid.UUID(row.key.rpartition(":")[2])
    record = transaction.session().get(known.nouns[row.kind].model, record_id)
    for text in dict.fromkeys(in_both(note) for note in notes):
        if record is not None and not written(record_id, text):
            write_note(record, text)


def in_both(note: Note) -> str:
    """A note as it stands: in Kazakh, and in Russian."""
    return f"{note.text['kk']} / {note.text['ru']}"


def written(record_id: uuid.UUID, text: str) -> bool:
    """Whether these words were noted on a record, be it that somebody struck them."""
    rows: Any = floor().table
    said = select(rows.id).where(rows.owner_id == record_id, rows.text == text)
    return transaction.session().scalar(said.limit(1)) is not None


def put_off(session: Sessions, row: Row, error: Exception) -> None:
    """Let a plugin be asked later, or not before somebody says so."""
    if isinstance(error, NotHere) or row.attempts >= MOST_TRIES:
        outbox.settle(session, [row], {0: reason(row, error)})
    else:
        outbox.later(session, [row])


def reason(row: Row, error: Exception) -> str:
    """Why a plugin took a record for nothing, in the words of its failure."""
    failed = plugins().state.known.get((row.recipient.removeprefix(RECIPIENT), ON_RECORD))
    known = isinstance(error, RuleUnavailable) and failed and failed.reason
    return f"{failed.reason} ({failed.incident})" if failed and known else str(error)


def declare(service: str, db: Any) -> None:
    """Give a service its task in the queue that asks plugins; a commit that told them rings for it."""

    def run() -> None:
        """Ask plugins about what was recorded."""
        react(db.session)

    task = dramatiq.actor(actor_name=f"{service}.react", queue_name=service, max_retries=0)(run)
    outbox.ring_after_commit(db.session, task, outbox.TOLD_PLUGINS)


def init_app(app: Flask, db: Any) -> None:
    """Look every second whether a plugin is to be asked again; a slow one holds no other tick."""
    task = dramatiq.get_broker().get_actor(f"{app.name}.react")

    def look() -> None:
        if outbox.waits_for_plugins(db.session):
            doorbell.ring(task)

    app.extensions.setdefault("ticks", []).append(look)
