"""The chain: each act is hashed with the hash before it, so that what is altered or taken out is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text

from shared.acts.vouching import believed, is_anchored, unsigned
from shared.queue.publishing import PUBLISHED

# The head is advanced and the act written in one statement, the last of its transaction: the row lock is held
# for a moment, and who waits for it reads the head again, so that two writers make one chain.
LINKED = """
    WITH {beside}told AS (SELECT CAST(:content AS jsonb) AS content{after}),
    head AS (
        INSERT INTO act_head AS h (one, number, hash)
        SELECT true, 1, encode(sha256(convert_to(told.content::text, 'UTF8')), 'hex') FROM told
        ON CONFLICT (one) DO UPDATE SET number = h.number + 1,
            hash = encode(sha256(convert_to(h.hash || CAST(:content AS jsonb)::text, 'UTF8')), 'hex')
        RETURNING number, hash)
    INSERT INTO acts (number, content, hash) SELECT head.number, told.content, head.hash FROM head, told"""
# What the call answered, for whoever sends it again, and what neighbours are told: kept in the very statement
# of its act. The head waits for what is told: whoever holds it waits for nobody.
ANSWERED = """answered AS (
        UPDATE idempotency_keys SET status = :status, answer = CAST(:answer AS json)
        WHERE actor = :actor AND key = :key), """
SENT = f"sent AS ({PUBLISHED} RETURNING 1), "
AFTER_SENT = " FROM (SELECT count(*) FROM sent) AS sent"
# An act out of which a person was taken no longer gives its hash. It is whole where a later act that is
# believed says that it took something out, and the act says exactly what is left by the last of these.
VOUCHED = """vouched AS (
        SELECT DISTINCT ON (v.number) CAST(v.number AS bigint) AS number, v.sha256, by.number AS by
        FROM acts AS by CROSS JOIN LATERAL jsonb_each_text(by.content -> 'redacted') AS v (number, sha256)
        WHERE by.number = ANY(CAST(:believed AS bigint[])) ORDER BY v.number, by.number DESC)"""
FIRST_BROKEN = text(f"""
    WITH {VOUCHED}, links AS (
        SELECT number, row_number() OVER (ORDER BY number) AS place, content,
            hash = encode(sha256(convert_to(
                coalesce(lag(hash) OVER (ORDER BY number), '') || content::text, 'UTF8')), 'hex') AS whole
        FROM acts)
    SELECT number, place, whole FROM links
    WHERE place <> number OR NOT whole AND NOT EXISTS (
        SELECT FROM vouched WHERE vouched.number = links.number AND vouched.by > links.number
        AND vouched.sha256 = encode(sha256(convert_to(links.content::text, 'UTF8')), 'hex'))
    ORDER BY number LIMIT 1""")
LAST = text("SELECT number, hash FROM acts ORDER BY number DESC LIMIT 1")
HEAD = text("SELECT number, hash FROM act_head")


@dataclass(frozen=True)
class Broken:
    """The first break of a chain: `what` is altered, removed or head, `number` the act it is about."""

    what: str
    number: int


def proven(app: Any) -> Broken | None:
    """Where the chain of an app's database breaks first, of what came before signatures too."""
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        found = broken(session, believed(session))
        return found or (None if is_anchored(session) else Broken("altered", unsigned().number))


def head(app: Any) -> tuple[int, str]:
    """How many acts an app's database holds, and the hash they end with."""
    with app.app_context():
        row = app.extensions["sqlalchemy"].session.execute(HEAD).first()
        return (int(row.number), str(row.hash)) if row else (0, "")


def link(
    connection: Any,
    content: str,
    answer: Mapping[str, Any] | None = None,
    sent: Mapping[str, Any] | None = None,
) -> None:
    """Write an act as the next link, and beside it what its keyed call answered and what neighbours are told;
    `connection` is in a transaction."""
    beside = {**(answer or {}), **(sent or {})}
    connection.execute(linked(bool(answer), bool(sent)), {"content": content, **beside})


@cache
def linked(answered: bool, sent: bool) -> TextClause:
    """The statement of an act with what is written beside it."""
    beside = f"{ANSWERED if answered else ''}{SENT if sent else ''}"
    return text(LINKED.format(beside=beside, after=AFTER_SENT if sent else ""))


def broken(connection: Any, believed: Sequence[int] = ()) -> Broken | None:
    """Where the chain breaks first, None when it is whole; `believed` are acts that may vouch for others."""
    if row := connection.execute(FIRST_BROKEN, {"believed": list(believed)}).first():
        return Broken("altered" if row.place == row.number else "removed", row.place)
    last, head = connection.execute(LAST).first(), connection.execute(HEAD).first()
    if last == head:
        return None
    if head is None or (last and head.number <= last.number):
        return Broken("head", last.number)
    return Broken("removed", last.number + 1 if last else 1)
