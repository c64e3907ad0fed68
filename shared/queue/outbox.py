"""Published records: written with the change itself, delivered until accepted, received once in effect."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import dramatiq
import msgspec
import orjson
from flask import Flask, current_app, g, jsonify
from sqlalchemy import TextClause, event, select, text
from sqlalchemy.orm import Session

from shared import routes
from shared.access import for_services
from shared.doors.errors import Refusal
from shared.failures import PASSING, meaning_of
from shared.language import records
from shared.peers import asked
from shared.queue import jobs
from shared.queue.broker import doorbell
from shared.queue.posting import refused_by
from shared.queue.turns import take_turns
from shared.tables import Sessions

log = logging.getLogger("asar.outbox")
CHUNK = 200
BATCH, CLAIM_SECONDS, SLOWEST_SECONDS, PATIENCE = 200, 15, 60, 12.0
Handler = Callable[[Sessions, list["Envelope"]], object]

PUBLISH = text("""
    INSERT INTO outbox (recipient, kind, key, version, state)
    SELECT r.recipient, r.kind, r.key, nextval('outbox_version_seq'), r.state
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(recipient text, kind text, key text, state jsonb)
    ON CONFLICT (recipient, kind, key) DO UPDATE SET state = EXCLUDED.state,
    version = nextval('outbox_version_seq'),
        attempts = 0, due_at = now(), claimed_until = NULL, parked_reason = NULL""")
CLAIM = text("""
    UPDATE outbox SET claimed_until = now() + make_interval(secs => :seconds), attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox WHERE parked_reason IS NULL AND due_at <= now()
                 AND (claimed_until IS NULL OR claimed_until < now())
                 ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
    RETURNING id, recipient, kind, key, version, state""")
# Settling never waits: a row that somebody is writing to is being replaced by a newer state,
# which goes out anew. Writers hold several rows in the order of their own work,
# so to wait for them in another order would be a deadlock.
OURS = """SELECT o.id FROM outbox o
    JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id bigint, version bigint)
    ON o.id = r.id AND o.version = r.version FOR UPDATE OF o SKIP LOCKED"""
DONE = text(f"DELETE FROM outbox WHERE id IN ({OURS})")
PARK = text(f"""UPDATE outbox SET parked_reason = r.reason, claimed_until = NULL
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id bigint, reason text)
    WHERE outbox.id = r.id AND outbox.id IN ({OURS})""")
LATER = text(f"""UPDATE outbox SET claimed_until = NULL,
    due_at = now() + make_interval(secs => least(:slowest, power(2, least(attempts - 1, 10))))
    WHERE id IN ({OURS})""")
UPSERT = """
    INSERT INTO {table} AS kept ({columns})
    SELECT {columns} FROM jsonb_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS jsonb))
    ON CONFLICT (key) DO UPDATE SET {told} WHERE kept.version < excluded.version RETURNING key"""
STATUS = text("""SELECT recipient, kind, count(*) AS waiting, count(parked_reason) AS parked,
    max(attempts) AS attempts,
    max(parked_reason) AS reason FROM outbox GROUP BY 1, 2 ORDER BY 1, 2""")
RESEND = text("""INSERT INTO jobs (id, kind, input) SELECT gen_random_uuid(), :kind, '{}'
    WHERE NOT EXISTS (SELECT FROM jobs WHERE kind = :kind AND state = 'queued')""")
RETRY = text("UPDATE outbox SET parked_reason = NULL, claimed_until = NULL, attempts = 0, due_at = now()")


@dataclass(frozen=True)
class Batch:
    """What a neighbour sends; each record is looked at by itself, so that a wrong one is refused alone."""

    records: list[Any]


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


def publish(session: Sessions, *published: records.Record) -> None:
    """Write the records' present state for each recipient, in the caller's transaction."""
    rows = [
        {"recipient": recipient, "kind": record.KIND, "key": key_of(record), "state": records.state(record)}
        for record in published
        for recipient in routes.recipients(record.KIND)
    ]
    unique = {(row["recipient"], row["kind"], row["key"]): row for row in rows}
    if unique:
        session.execute(PUBLISH, {"rows": orjson.dumps([unique[name] for name in sorted(unique)]).decode()})
        session.info["ring"] = True


def key_of(record: records.Record) -> str:
    """The name of a record among those of all installations: "<deployment>:<id>"."""
    return f"{current_app.config['ASAR_DEPLOYMENT']}:{record.id}"


def deliver(session: Sessions) -> int:
    """Send what is waiting, batch by batch, until nothing more can go; the number accepted."""
    accepted = 0
    while rows := claim(session):
        sent = sum(send(session, recipient, batch) for recipient, batch in grouped(rows).items())
        accepted += sent
        if not sent:
            break
    return accepted


def deliver_now(session: Sessions) -> None:
    """Send what has just been committed while somebody waits for the answer;
    what does not go at once the worker sends."""
    try:
        for recipient, batch in grouped(claim(session)).items():
            send(session, recipient, batch, patience=2)
    except Exception:
        session.rollback()
        log.exception("records are left to the worker")


def claim(session: Sessions) -> Sequence[dict[str, Any]]:
    """Take a batch for a short lease, so that no lock is held while the neighbour works."""
    rows = [
        dict(row) for row in session.execute(CLAIM, {"seconds": CLAIM_SECONDS, "batch": BATCH}).mappings()
    ]
    session.commit()
    return sorted(rows, key=lambda row: row["id"])


def grouped(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows by their recipient."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["recipient"]].append(row)
    return found


def send(session: Sessions, recipient: str, batch: list[dict[str, Any]], patience: float = PATIENCE) -> int:
    """Post one batch and settle each of its rows; the number accepted."""
    wire = [{key: row[key] for key in ("kind", "key", "version", "state")} for row in batch]
    try:
        refused = refused_by(recipient, wire, patience)
    except Exception as error:
        known = meaning_of(error) in PASSING
        log.warning("%s did not take records: %s", recipient, error, exc_info=None if known else error)
        session.execute(LATER, {"rows": versions_of(batch), "slowest": SLOWEST_SECONDS})
        session.commit()
        return 0
    return settle(session, batch, refused)


def settle(session: Sessions, batch: list[dict[str, Any]], refused: dict[int, str]) -> int:
    """Forget what was accepted, park what was refused with its reason."""
    done = [row for index, row in enumerate(batch) if index not in refused]
    parked = [
        {"id": batch[index]["id"], "version": batch[index]["version"], "reason": why}
        for index, why in refused.items()
    ]
    session.execute(DONE, {"rows": versions_of(done)})
    if parked:
        session.execute(PARK, {"rows": orjson.dumps(parked).decode()})
    session.commit()
    return len(done)


def versions_of(rows: list[dict[str, Any]]) -> str:
    """The rows with the versions that were sent, as SQL takes them."""
    return orjson.dumps([{"id": row["id"], "version": row["version"]} for row in rows]).decode()


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
            if data["kind"] not in handlers or not routes.may_send(sender, data["kind"]):
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
    return [latest[name] for name in session.scalars(statement, {"rows": wire})]


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


def status(app: Flask) -> list[dict[str, Any]]:
    """What waits in a service: {recipient, kind, waiting, parked, attempts, reason} by recipient and kind."""
    with app.app_context():
        return [dict(row) for row in app.extensions["sqlalchemy"].session.execute(STATUS).mappings()]


def retry(app: Flask) -> int:
    """Send everything that waits or is parked again; how many."""
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        count = session.execute(RETRY).rowcount
        session.commit()
        return int(count)


@dataclass(frozen=True)
class Sends:
    """How the rows of a table are sent: the record of a row, None for one that nobody is told about."""

    table: type[Any]
    record: Callable[[Any], records.Record | None]


def send_anew(session: Sessions, sends: Sends) -> int:
    """Publish every row of a table in small transactions; the number published.

    The rows are locked first: a state read beside another's uncommitted change would go out after it.
    """
    published, last = 0, None
    table = sends.table
    while True:
        rows = select(table).order_by(table.id).limit(CHUNK).with_for_update(of=table)
        chunk = session.scalars(rows if last is None else rows.where(table.id > last)).all()
        if not chunk:
            return published
        told = [record for record in map(sends.record, chunk) if record]
        publish(session, *told)
        published, last = published + len(told), chunk[-1].id
        session.commit()


def resend_later(session: Sessions, service: str) -> None:
    """Have everything a service publishes sent anew, once the caller's transaction has been committed."""
    session.execute(RESEND, {"kind": f"{service}.resend"})


def resend(app: Flask) -> None:
    """Have everything a service publishes sent anew by its worker."""
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        resend_later(session, app.name)
        session.commit()


def declare(service: str, db: Any, sends: Callable[[], Sequence[Sends]]) -> None:
    """Give a service its tasks in the queue that send records; a commit that published rings for it."""

    def run() -> None:
        """Send published records."""
        deliver(db.session)

    def anew(_data: dict[str, Any], advance: jobs.Progress) -> dict[str, Any]:
        """Send everything anew: after a change of shape, or when a neighbour lost its copies."""
        every = sends()
        for done, kind in enumerate(every):
            advance(done, len(every))
            send_anew(db.session, kind)
        return {}

    jobs.task(f"{service}.resend", db)(anew)
    task = dramatiq.actor(actor_name=f"{service}.deliver", queue_name=service, max_retries=0)(run)
    ring_after_commit(db.session, task)


def ring_after_commit(session: Any, deliver_task: Any) -> None:
    """Send the doorbell once a transaction that published has been committed."""

    def ring(committed: Session) -> None:
        if committed.info.pop("ring", False):
            doorbell.ring(deliver_task)

    event.listen(session, "after_commit", ring)


def init_app(app: Flask, db: Any, handlers: dict[str, Handler]) -> None:
    """Tick every second and receive at `/<service>/messages`."""
    app.extensions["inbox"] = handlers
    app.extensions.setdefault("ticks", []).append(lambda: deliver(db.session))

    @app.post(f"/{app.name}/messages")
    @for_services("registry", "events", "grants")
    def messages() -> Any:
        """Take records from a neighbour."""
        refused = receive(db.session, handlers, asked(Batch).records, g.peer)
        db.session.commit()
        return jsonify(refused={str(index): why for index, why in refused.items()})
