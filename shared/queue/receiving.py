"""Received records: each looked at by itself, applied where it is newer, refused with a reason where it
cannot be."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import orjson
from sqlalchemy import TextClause, text

from shared import routes
from shared.doors.errors import Refusal
from shared.failures import PASSING, meaning_of
from shared.following import NUMBER
from shared.language import records
from shared.queue.turns import take_turns
from shared.tables import Sessions

log = logging.getLogger("asar.outbox")
RENEWED = "renewed"  # what a session knows of copies that came newer: their ids by the table
Handler = Callable[[Sessions, list["Envelope"]], object]
UPSERT = """
    INSERT INTO {table} AS kept ({columns})
    SELECT {columns} FROM jsonb_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS jsonb))
    ON CONFLICT (key) DO UPDATE SET {told} WHERE kept.version < excluded.version RETURNING key"""


@dataclass(frozen=True)
class Batch:
    """What a neighbour sends; each record is looked at by itself, so that a wrong one is refused alone."""

    records: list[Any]

    @property
    def requests(self) -> list[str]:
        """The numbers of the requests that published them, as far as they say."""
        said = [record.get("request") for record in self.records if isinstance(record, dict)]
        return sorted({number for number in said if isinstance(number, str) and NUMBER.fullmatch(number)})


class Envelope:
    """One received record: who sent it, what it is, and its state as the record class."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.kind, self.key, self.version = data["kind"], data["key"], int(data["version"])
        self.record: Any = opened(self.kind, data["state"])


class UnknownKind(Refusal):
    """This service does not listen to records of the kind “%(kind)s”."""

    code, status = "unknown_kind", 422


class RecordUnreadable(Refusal):
    """A record of the kind “%(kind)s” cannot be read: %(why)s."""

    code, status = "record_unreadable", 422


class RecordTooNew(Refusal):
    """A record of the kind “%(kind)s” has a newer shape than is known here (%(why)s). Update this service."""

    code, status = "record_too_new", 422


def opened(kind: str, state: dict[str, Any]) -> records.Record:
    """A record from its JSON state; RecordTooNew, RecordUnreadable."""
    try:
        return records.read(kind, state)
    except records.TooNew as error:
        raise RecordTooNew(kind=kind, why=str(error)) from None
    except records.Unreadable as error:
        raise RecordUnreadable(kind=kind, why=str(error)) from None


def receive(
    session: Sessions, handlers: dict[str, Handler], wire: list[dict[str, Any]], sender: str
) -> dict[int, str]:
    """Apply a batch; what cannot be applied is returned by its index with the reason, the rest stands.

    One batch at a time about a project: what is derived from several copies must see all of them.
    What only passes (the turn does not come in time, the database gives up or is full) is raised on:
    the sender tries the whole batch again later.
    """
    take_turns(session, wire)
    refused: dict[int, str] = {}
    by_kind: dict[str, list[tuple[int, Envelope]]] = defaultdict(list)
    for index, data in enumerate(wire):
        try:
            if data["kind"] not in handlers or not routes.may_send(sender, data["kind"], data["key"]):
                raise UnknownKind(kind=data["kind"])
            by_kind[data["kind"]].append((index, Envelope(data)))
        except (Refusal, KeyError, TypeError, ValueError, OverflowError) as error:
            refused[index] = reason(error)
    for kind, items in by_kind.items():
        refused |= apply(session, handlers[kind], items)
    return refused


def apply(session: Sessions, handler: Handler, items: list[tuple[int, Envelope]]) -> dict[int, str]:
    """Apply records of one kind together; if one of them fails, each alone."""
    try:
        with session.begin_nested():
            handler(session, [envelope for _, envelope in items])
        return {}
    except Exception as error:
        if meaning_of(error) in PASSING:
            raise
        if len(items) == 1:
            log.warning("refused %s %s: %s", items[0][1].kind, items[0][1].key, error)
            return {items[0][0]: reason(error)}
    refused: dict[int, str] = {}
    for item in items:
        refused |= apply(session, handler, [item])
    return refused


def reason(error: Exception) -> str:
    """Why a record was refused, for the ops team."""
    return (
        f"{error.code}: {error.message}"
        if isinstance(error, Refusal)
        else f"{type(error).__name__}: {error}"[:500]
    )


def own_key(envelope: Envelope) -> str:
    """The key of the record itself."""
    return envelope.key


def newer(
    session: Sessions,
    model: Any,
    envelopes: Iterable[Envelope],
    values: Callable[[Any], dict[str, Any]],
    key: Callable[[Envelope], str] = own_key,
) -> list[Envelope]:
    """Upsert copies where the version is newer; the envelopes that changed something.
    `key`: under which a copy is kept."""
    latest = newest(envelopes, key)
    rows = [
        {"key": name, "id": item.record.id, "version": item.version, **values(item.record)}
        for name, item in latest.items()
    ]
    if not rows:
        return []
    statement = upsert(model.__tablename__, tuple(rows[0]))
    wire = orjson.dumps(rows, default=msgspec.to_builtins).decode()
    changed = [latest[name] for name in session.scalars(statement, {"rows": wire})]
    renewed = session.info.setdefault(RENEWED, {})
    renewed.setdefault(model, set()).update(item.record.id for item in changed)
    return changed


def newest(envelopes: Iterable[Envelope], key: Callable[[Envelope], str]) -> dict[str, Envelope]:
    """The newest state of each record by its key; of two with one version the first."""
    latest: dict[str, Envelope] = {}
    for envelope in envelopes:
        known = latest.setdefault(key(envelope), envelope)
        if known.version < envelope.version:
            latest[key(envelope)] = envelope
    return latest


@lru_cache(maxsize=100)
def upsert(table: str, columns: tuple[str, ...]) -> TextClause:
    """The statement that writes copies where they are newer and gives the keys of those: the same for any
    number of rows, which come as one value."""
    told = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "key")
    return text(UPSERT.format(table=table, columns=", ".join(columns), told=told))
