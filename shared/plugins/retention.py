"""Answers to a region's fields that are kept for so many days: a nightly job erases them, and the history of
the record says that it did. The answers themselves stand in no history: their column is sealed."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import Text, cast, select, text
from sqlalchemy.orm import class_mapper

from shared.clock import today
from shared.doors import transaction
from shared.files import files
from shared.plugins.calling import RuleUnavailable
from shared.plugins.extra import Asked
from shared.plugins.specifications import FieldDef
from shared.proofs import declaring as proofs
from shared.queue import jobs
from shared.tables import Sessions

AT_ONCE = 200
KEEP_TERM = text("""
    INSERT INTO answer_terms (of_table, row_id, answer, until) VALUES (:table, :row, :key, :until)
    ON CONFLICT (of_table, row_id, answer) DO UPDATE SET until = excluded.until
    WHERE answer_terms.until <> excluded.until""")
NO_TERM = text("DELETE FROM answer_terms WHERE of_table = :table AND row_id = :row AND answer = :key")
PAST = text("""
    SELECT answer FROM answer_terms WHERE of_table = :table AND row_id = :row AND until < :today""")
OF_GONE_ROWS = """
    DELETE FROM answer_terms WHERE of_table = :table AND NOT EXISTS (SELECT FROM {table} WHERE id = row_id)"""
Terms = Mapping[str, date | None]
log = logging.getLogger("asar.plugins")


@dataclass(frozen=True)
class Answered:
    """A table whose rows have answers in `extra`, what was asked about a row, and a row the actor may see by
    its id, as addresses name it; NotFound."""

    table: type[Any]
    asked: Callable[[Any], Asked]
    find: Callable[[uuid.UUID], Any]
    named: str


def declare(service: str, db: Any, answered: Callable[[], Sequence[Answered]]) -> None:
    """Give a service its nightly task that erases answers."""

    def forget(_data: dict[str, Any], _advance: jobs.Progress) -> dict[str, Any]:
        """Erase the answers that have been kept for as long as they may."""
        return {"erased": sum(erase_answers(db.session, each) for each in answered())}

    jobs.task(kind_of_job(service), db)(forget)


def kind_of_job(service: str) -> str:
    """The job of a service that erases answers."""
    return f"{service}.forget_answers"


def erase_answers(session: Sessions, answered: Answered) -> int:
    """Erase what is past its days in a table, some rows a transaction; the number of answers. Plugins are
    asked while no row is held, for somebody may wait for one."""
    erased = 0
    forget_terms(session, answered.table)
    for part in answering(session, answered.table):
        terms = terms_of_rows(answered, part)
        held = holding(session, answered.table, list(terms))
        found = [(row, past_days(session, terms[row.id], row)) for row in held]
        gone = set[str]().union(*(hashes(row, past) for row, past in found))
        for row, past in found:
            if not past:
                continue
            row.extra = {key: value for key, value in row.extra.items() if key not in past}
        transaction.commit()  # nothing erased too: no row is held while plugins are asked about the next
        for sha256 in gone:
            forget_file(session, sha256)
        erased += sum(len(past) for _row, past in found)
    return erased


def forget_terms(session: Sessions, table: Any) -> None:
    """Let go of the terms of rows that were removed."""
    name = table.__tablename__
    session.execute(text(OF_GONE_ROWS.format(table=name)), {"table": name})
    transaction.commit()


def forget_file(session: Sessions, sha256: str) -> None:
    """Take the bytes of an erased answer out of the store, where nothing else of the service is it."""
    tables = [each.table for each in current_app.extensions["service"].answered]
    named = [select(one.id).where(cast(one.extra, Text).contains(sha256)).limit(1) for one in tables]
    kept = [select(column).where(column == sha256).limit(1) for column in naming_files()]
    if not any(session.scalar(one) for one in (*named, *kept)):
        files().forget(sha256)


def naming_files() -> Iterator[Any]:
    """The columns of the present service that name a file in its store: of evidence, scans, what came."""
    for mapper in class_mapper(proofs.floor().table).registry.mappers:
        yield from (column for column in mapper.columns if column.name.endswith("sha256"))


def hashes(row: Any, past: set[str]) -> set[str]:
    """The files among some answers of a row."""
    return {row.extra[key]["sha256"] for key in past if isinstance(row.extra[key], dict)}


def terms_of_rows(answered: Answered, rows: Sequence[Any]) -> dict[uuid.UUID, Terms]:
    """The terms of the answers of these rows, by their ids, asked with no transaction open: one that does
    nothing for ten seconds is ended, and slow plugins take longer over so many."""
    asked = {row.id: answered.asked(row) for row in rows}
    transaction.let_go()
    return {row_id: terms_of(one) for row_id, one in asked.items()}


def terms_of(asked: Asked) -> Terms:
    """Until when a plugin wants each of its answers kept, None: for good."""
    return {field.key: asked.until(field) for field in fields_of(asked)}


def past_days(session: Sessions, terms: Terms, row: Any) -> set[str]:
    """The keys under which a row has answers that are past their days. What a plugin says of them now is kept
    as their term; of one that is gone, or does not answer, the term it said before holds."""
    mine = {"table": row.__tablename__, "row": row.id}
    for key, until in terms.items():
        if key in row.extra:
            session.execute(KEEP_TERM if until else NO_TERM, {**mine, "key": key, "until": until})
    past = session.scalars(PAST, {**mine, "today": today()})
    return {key for key in past if key in row.extra}


def fields_of(asked: Asked) -> Sequence[FieldDef]:
    """What a region asks now; nothing where its plugin does not answer: no other region waits for that."""
    try:
        return asked.all(saving=True)
    except RuleUnavailable as unavailable:
        log.warning("days of answers of %s go by what was said before: %s", asked.region, unavailable)
        return ()


def answering(session: Sessions, table: Any) -> Iterator[Sequence[Any]]:
    """Rows that have answers, by their ids, some at a time."""
    last = None
    while True:
        rows = select(table).where(table.extra != {}).order_by(table.id).limit(AT_ONCE)
        part = session.scalars(rows if last is None else rows.where(table.id > last)).all()
        if not part:
            return
        last = part[-1].id
        yield part


def holding(session: Sessions, table: Any, ids: Sequence[uuid.UUID]) -> Sequence[Any]:
    """These rows as they are now, held until the commit."""
    mine = select(table).where(table.id.in_(ids)).order_by(table.id)
    return session.scalars(mine.with_for_update().execution_options(populate_existing=True)).all()
