"""Published records: written with the change itself, delivered until accepted, received once in effect."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import dramatiq
import orjson
from flask import Flask, current_app, g, has_request_context, jsonify
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from shared import routes
from shared.access import check_home, for_services, signed_in
from shared.acts.changes import Named, changed_rows, collected
from shared.language import records
from shared.language.above import OF_NO_REGION, counts_nowhere, regions_of
from shared.peers import asked
from shared.plugins import plugins
from shared.plugins.recorded import RECIPIENT, facts_of
from shared.queue import jobs
from shared.queue.broker import doorbell
from shared.queue.posting import Row, Sending
from shared.queue.publishing import PUBLISH, taken
from shared.queue.receiving import RENEWED, Batch, Handler, receive
from shared.queue.ticks import after_clock
from shared.tables import Sessions

log = logging.getLogger("asar.outbox")
Told = tuple[Named, Mapping[str, Any]]
CHUNK, MOST_FOLLOWED = 200, 20
BATCH, CLAIM_SECONDS, SLOWEST_SECONDS, PATIENCE = 200, 15, 60, 12.0

CLAIM = text("""
    UPDATE outbox SET claimed_until = now() + make_interval(secs => :seconds), attempts = attempts + 1
    WHERE id IN (SELECT id FROM outbox WHERE parked_reason IS NULL AND due_at <= now()
                 AND (claimed_until IS NULL OR claimed_until < now())
                 AND starts_with(recipient, 'plugin:') = :to_plugins
                 ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED)
    RETURNING id, recipient, kind, key, version, state, request_id, attempts""")
# What failed several times goes at times of its own: one record in which the recipient dies or hangs takes
# with it only those that happen to go with it.
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
    due_at = now() + make_interval(secs => least(:slowest, power(2, least(attempts - 1, 10)))
        * CASE WHEN attempts > 3 THEN 0.5 + random() ELSE 1 END)
    WHERE id IN ({OURS})""")
WAITS_FOR_PLUGINS = text("""SELECT EXISTS (SELECT FROM outbox WHERE parked_reason IS NULL AND due_at <= now()
    AND (claimed_until IS NULL OR claimed_until < now()) AND starts_with(recipient, 'plugin:'))""")
RING, TOLD_PLUGINS = "ring", "told_plugins"  # what a session knows of its transaction
RESEND = text("""INSERT INTO jobs (id, kind, input) SELECT gen_random_uuid(), :kind, '{}'
    WHERE NOT EXISTS (SELECT FROM jobs WHERE kind = :kind AND state = 'queued')""")


def publish(session: Sessions, *published: records.Record) -> None:
    """Have the records' present state written for each recipient at the end of the caller's transaction, and
    what of it the region's plugins react to; of a record that is published again in it the later state."""
    for record in published:
        check_region(record)
    tell_neighbours(session, published)
    leave(session, TOLD_PLUGINS, (each for record in published for each in for_plugins(record)))


def for_plugins(record: records.Record) -> Iterator[Told]:
    """What each plugin is told that reacts to a record."""
    if facts := facts_of(record):
        for name in plugins().reacting(facts.region):
            yield (f"{RECIPIENT}{name}", record.KIND, key_of(record)), records.to_json(facts)


def tell_neighbours(session: Sessions, published: Iterable[records.Record]) -> None:
    """The same for each service that hears of them, and nobody else."""
    told = (
        ((recipient, record.KIND, key_of(record)), records.state(record))
        for record in published
        for recipient in routes.recipients(record.KIND)
    )
    leave(session, RING, told)


def leave(session: Sessions, mark: str, told: Iterable[Told]) -> None:
    """Leave what is told to the end of the transaction: the door writes it with its act, who commits without
    an act by itself."""
    if found := dict(told):
        collected(session).published |= found
        session.info[mark] = True


def check_region(record: records.Record) -> None:
    """Refuse what somebody in a region's home says of another region: nobody above would take it. What is
    withdrawn may be said, and what is sent anew is said as it stands; RegionElsewhere."""
    who = signed_in() if has_request_context() else None
    if who and who.within and routes.goes_above(record.KIND) and not counts_nowhere(record):
        check_home(regions_of(record) if record.KIND not in OF_NO_REGION else ())


def pass_on(session: Sessions, recipient: str, foreign: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
    """The same of records of other installations, (kind, key, state), for who counts them here; their order
    among themselves was seen to before."""
    leave(session, RING, (((recipient, kind, key), state) for kind, key, state in foreign))


def key_of(record: records.Record) -> str:
    """The name of a record among those of all installations: "<deployment>:<id>"."""
    return f"{current_app.config['ASAR_DEPLOYMENT']}:{record.id}"


def deliver(session: Sessions) -> int:
    """Send what is waiting, batch by batch, until nothing more can go; the number accepted."""
    accepted = 0
    while rows := claim(session):
        sent = sum(send(session, recipient, batch) for recipient, batch in grouped(rows).items())
        accepted += sent
        if not sent or len(rows) < BATCH:  # who writes meanwhile rings for it
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


def claim(session: Sessions, batch: int = BATCH, to_plugins: bool = False) -> list[Row]:
    """Take a batch for a short lease, so that no lock is held while the neighbour works; or what is there for
    plugins."""
    asked = {"seconds": CLAIM_SECONDS, "batch": batch, "to_plugins": to_plugins}
    claimed = session.execute(CLAIM, asked).mappings()
    rows = [Row(**row) for row in claimed]
    session.commit()
    return sorted(rows, key=lambda row: row.id)


def grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by their recipient."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.recipient].append(row)
    return found


def send(session: Sessions, recipient: str, batch: list[Row], patience: float = PATIENCE) -> int:
    """Post one batch and settle each of its rows, part by part where it is not taken whole;
    the number accepted."""
    sending = Sending(recipient, patience)
    accepted = sum(settle(session, part, refused) for part, refused in sending.parts(batch))
    if sending.left:
        later(session, sending.left)
    return accepted


def later(session: Sessions, rows: list[Row]) -> None:
    """Let rows be tried again after a while, the longer the more often they were."""
    session.execute(LATER, {"rows": versions_of(rows), "slowest": SLOWEST_SECONDS})
    session.commit()


def forget(session: Sessions, rows: list[Row]) -> None:
    """Forget what was taken, unless it changed meanwhile; in the caller's transaction."""
    session.execute(DONE, {"rows": versions_of(rows)})


def waits_for_plugins(session: Sessions) -> bool:
    """Whether something is there to be told to plugins now."""
    waits = bool(session.scalar(WAITS_FOR_PLUGINS))
    session.rollback()
    return waits


def settle(session: Sessions, batch: list[Row], refused: dict[int, str]) -> int:
    """Forget what was accepted, park what was refused with its reason."""
    done = [row for index, row in enumerate(batch) if index not in refused]
    parked = [
        {"id": batch[index].id, "version": batch[index].version, "reason": why}
        for index, why in refused.items()
    ]
    forget(session, done)
    if parked:
        session.execute(PARK, {"rows": orjson.dumps(parked).decode()})
    session.commit()
    return len(done)


def versions_of(rows: list[Row]) -> str:
    """The rows with the versions that were sent, as SQL takes them."""
    return orjson.dumps([{"id": row.id, "version": row.version} for row in rows]).decode()


@dataclass(frozen=True)
class Shown:
    """What records say of the rows of another table: where one of its `fields` changes, those that `showing`
    finds for the row's id, and holds, are told anew."""

    table: type[Any]
    fields: frozenset[str]
    showing: Callable[[str], Iterable[Any]]


@dataclass(frozen=True)
class Copied:
    """What records say of a neighbour's: where newer copies of them come, those that `showing` finds for
    their ids, and holds, are told anew."""

    table: type[Any]
    showing: Callable[[set[str]], Iterable[Any]]


@dataclass(frozen=True)
class Sends:
    """How the rows of a table are sent: the record of a row, None for one that nobody is told about; `shown`
    is what it says of rows of other tables, `copied` of what neighbours sent."""

    table: type[Any]
    record: Callable[[Any], records.Record | None]
    shown: tuple[Shown, ...] = ()
    copied: tuple[Copied, ...] = ()


def tell_what_shows(session: Sessions, sends: Sends) -> None:
    """Publish what says something of a row of another table that the present transaction changed."""
    for shown in sends.shown:
        rows = (row for row_id in changed(session, shown) for row in shown.showing(row_id))
        tell_neighbours(session, filter(None, map(sends.record, rows)))


def tell_what_follows(session: Sessions, sends: Iterable[Sends]) -> None:
    """Publish what says something of copies that came newer in the present transaction."""
    renewed = session.info.pop(RENEWED, {})
    for kind in sends:
        for copied in kind.copied:
            rows = copied.showing(ids) if (ids := renewed.get(copied.table)) else ()
            tell_neighbours(session, filter(None, map(kind.record, rows)))


def changed(session: Sessions, shown: Shown) -> list[str]:
    """The ids of the rows whose fields that records say were changed."""
    found = changed_rows(collected(session), shown.table.__tablename__)
    return [row_id for row_id, fields in found if shown.fields & fields]


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
        tell_neighbours(session, told)  # plugins lost nothing
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
    event.listen(db.session, "before_commit", write)
    ring_after_commit(db.session, task, RING)


def write(ending: Session) -> None:
    """Write what no act took along before a transaction ends; a savepoint is no end."""
    if not ending.in_nested_transaction() and (left := taken(collected(ending))):
        ending.execute(PUBLISH, left)


def ring_after_commit(session: Any, task: Any, mark: str) -> None:
    """Send the doorbell once a transaction that left this mark has been committed."""

    def ring(committed: Session) -> None:
        if not committed.in_nested_transaction() and committed.info.pop(mark, False):
            doorbell.ring(task)

    event.listen(session, "after_commit", ring)


def init_app(app: Flask, db: Any, handlers: dict[str, Handler], sends: Sequence[Sends]) -> None:
    """Tick every second, receive at `/<service>/messages`, tell what shows a changed row, or a newer copy,
    with that."""
    app.extensions["inbox"] = handlers
    app.extensions["before_act"] = [
        partial(tell_what_shows, db.session, kind) for kind in sends if kind.shown
    ]
    after_clock(app, "outbox", "due_at", "claimed_until")
    app.extensions.setdefault("ticks", []).append(lambda: deliver(db.session))

    @app.post(f"/{app.name}/messages")
    @for_services("registry", "events", "grants", "reports")
    def messages() -> Any:
        """Take records from a neighbour, or from itself."""
        batch = asked(Batch)
        g.follows = batch.requests[:MOST_FOLLOWED]
        refused = receive(db.session, handlers, batch.records, g.peer)
        tell_what_follows(db.session, sends)
        db.session.commit()
        return jsonify(refused={str(index): why for index, why in refused.items()})
