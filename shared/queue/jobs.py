"""Long work as a row with progress; the queue carries its id, the ticker finds what was dropped."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any, cast

import dramatiq
import orjson
from flask import Flask, current_app
from sqlalchemy import CursorResult, event, text
from sqlalchemy.orm import Session

from shared.access import actor
from shared.acts import doer as acting
from shared.clock import ZONE, now
from shared.counting import WORK
from shared.doors import transaction
from shared.doors.errors import Invalid, NotFound, refusal_of
from shared.failures import INVALID, PASSING, meaning_of
from shared.following import follow, number
from shared.lines import line
from shared.personal.masking import masked
from shared.queue.broker import doorbell, worth_retrying
from shared.queue.lanes import queue_of
from shared.queue.ticks import after_clock, once, seldom
from shared.tables import Sessions

log = logging.getLogger("asar.jobs")
LEASE_SECONDS, MOST_ATTEMPTS, NIGHT = 120, 8, 2
Work = Callable[[Any, "Progress"], dict[str, Any]]
KNOWN: dict[str, dramatiq.Actor] = {}

CLAIM = text("""UPDATE jobs SET state = 'running', attempts = attempts + 1,
    lease_until = now() + make_interval(secs => :lease)
    WHERE id = :id AND attempts < :most AND state IN ('queued', 'running')
    AND coalesce(lease_until <= now(), state = 'queued')
    RETURNING input, attempts, kind, created_by, request_id""")
ADVANCE = text(
    "UPDATE jobs SET progress = :done, total = :total, "
    "lease_until = now() + make_interval(secs => :lease) WHERE id = :id"
)
FINISH = text(
    "UPDATE jobs SET state = :state, error = :error, "
    "result = CASE WHEN :state = 'queued' THEN result ELSE CAST(:result AS jsonb) END, "
    "lease_until = CASE WHEN :state = 'queued' THEN now() "
    "+ make_interval(secs => power(2, least(attempts, 7))) END, "
    "progress = CASE WHEN :state = 'done' THEN total ELSE progress END "
    "WHERE id = :id AND state = 'running' AND attempts = :attempts"
)
QUEUE_ONCE = text("""INSERT INTO jobs (id, kind, input) SELECT gen_random_uuid(), :kind, '{}'
    WHERE pg_try_advisory_xact_lock(hashtext(:kind))
    AND NOT EXISTS (SELECT FROM jobs WHERE kind = :kind AND created_at >= :since)""")
QUEUE_UNLESS_WAITING = text("""INSERT INTO jobs (id, kind, input) SELECT gen_random_uuid(), :kind, '{}'
    WHERE pg_try_advisory_xact_lock(hashtext(:kind))
    AND NOT EXISTS (SELECT FROM jobs WHERE kind = :kind AND state = 'queued')""")
# A job that takes its worker down each time is given up by whoever looks for dropped ones.
GIVE_UP = text(
    "UPDATE jobs SET state = 'failed', error = 'its worker ended every time', lease_until = NULL, "
    "result = '{}' "
    "WHERE state = 'running' AND lease_until < now() AND attempts >= :most"
)
# Work of a kind this version does not know waits for the one that does; what was written before the clock was
# put back is no younger for that.
DROPPED = text("""SELECT id, kind FROM jobs WHERE kind = ANY(:known)
    AND ((state = 'queued' AND created_at NOT BETWEEN now() - interval '2 seconds' AND now()
    AND coalesce(lease_until <= now(), true)) OR (state = 'running' AND lease_until < now()))
    ORDER BY created_at LIMIT 50""")


# Who no longer works on a job finds no row, and does its steps no more.
HELD = text(
    "SELECT result FROM jobs WHERE id = :id AND state = 'running' AND attempts = :attempts FOR UPDATE"
)
KEEP = text("UPDATE jobs SET result = CAST(:result AS jsonb) WHERE id = :id")


class Overtaken(Exception):
    """The lease of this work ran out, and another worker has it."""


class Progress:
    """Tells the page how far a job is; the commit is its own, so the work's transaction is untouched."""

    def __init__(self, db: Any, job_id: uuid.UUID, attempts: int = 1) -> None:
        self.db, self.job_id, self.attempts = db, job_id, attempts

    def done(self) -> Any:
        """What came of the step of this job that is done once, None before it was; Overtaken."""
        held = self.db.session.execute(HELD, {"id": self.job_id, "attempts": self.attempts}).first()
        if held is None:
            raise Overtaken
        return held.result.get("once")

    def once(self, step: Callable[[], Any]) -> Any:
        """Do a step in the caller's transaction, and keep with it what came of it (as JSON): a job that is
        begun again finds it instead of doing it again."""
        if (former := self.done()) is not None:
            return former
        kept = orjson.dumps({"once": step()}, default=str).decode()
        self.db.session.execute(KEEP, {"id": self.job_id, "result": kept})
        return orjson.loads(kept)["once"]

    def __call__(self, done: int, total: int) -> None:
        with self.db.engine.begin() as connection:
            connection.execute(
                ADVANCE, {"id": self.job_id, "done": done, "total": total, "lease": LEASE_SECONDS}
            )


class WrongMessage(Invalid):
    """The message in the queue names no job."""

    code = "wrong_message"


class Asks(Exception):
    """The work cannot go on before a person answers; `told` says what about."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__("asks")
        self.told = told


def task(name: str, db: Any, lane: str = "") -> Callable[[Work], dramatiq.Actor]:
    """Declare the work behind jobs of a kind: `@task("reports.build", db, DOCUMENTS)`; the queue is the
    service's name, or that of the lane beside it, which has workers of its own."""
    queue = queue_of(name.split(".", maxsplit=1)[0], lane)

    def declare(work: Work) -> dramatiq.Actor:
        def run(*said: str) -> None:
            run_job(db, named(said), work)

        run.__doc__ = work.__doc__
        actor = dramatiq.actor(actor_name=name, queue_name=queue, retry_when=worth_retrying)(run)
        KNOWN[name] = actor
        return actor

    return declare


def named(said: tuple[str, ...]) -> uuid.UUID:
    """The one job a message names; WrongMessage."""
    try:
        (job,) = said
        return uuid.UUID(job)
    except (AttributeError, TypeError, ValueError) as error:
        raise WrongMessage from error


def run_job(db: Any, job_id: uuid.UUID, work: Work) -> None:
    """Run one job under a lease; safe to call twice, the second call finds nothing to do."""
    begun = time.perf_counter()
    claimed = (
        db.session.execute(CLAIM, {"id": job_id, "lease": LEASE_SECONDS, "most": MOST_ATTEMPTS})
        .mappings()
        .first()
    )
    db.session.commit()
    if claimed is None:
        return
    with acting.work(claimed["kind"], claimed["created_by"] or ""), follow(claimed["request_id"]):
        state = attempt(db, {"id": job_id, "attempts": claimed["attempts"]}, claimed["input"], work)
    tell(claimed, {"job": job_id, "state": state, "request": claimed["request_id"]}, begun)


def tell(claimed: Any, told: dict[str, Any], begun: float) -> None:
    """Write the line of a piece of work, and count it."""
    spent = time.perf_counter() - begun
    WORK.labels(current_app.name, claimed["kind"], told["state"]).observe(spent)
    line({"service": current_app.name, "work": claimed["kind"], **told, "ms": round(spent * 1000, 1)})


def attempt(db: Any, turn: dict[str, Any], given: Any, work: Work) -> str:
    """Do the work of a claimed job and write what came of it; the state it is in then."""
    try:
        result = work(given, Progress(db, turn["id"], turn["attempts"]))
        return finish(db.session, turn, "done", result, None)
    except Asks as asked:
        db.session.rollback()
        return finish(db.session, turn, "asks", asked.told, None)
    except Exception as error:
        db.session.rollback()
        return after_failure(db.session, turn, error)


def after_failure(session: Sessions, turn: dict[str, Any], error: Exception) -> str:
    """Give up what was refused, and try again what failed; what it says of itself stands with the job."""
    refusal = refusal_of(error)
    meaning = meaning_of(error)
    for_good = meaning is INVALID or (refusal is error and meaning not in PASSING)
    if not for_good:
        log.warning("job %s failed", turn["id"], exc_info=error)
    ended = for_good or turn["attempts"] >= MOST_ATTEMPTS
    told = {"code": refusal.code, "detail": refusal.detail} if refusal and ended else {}
    said = refusal.message if refusal else told_of(error)
    return finish(session, turn, "failed" if ended else "queued", told, said)


def told_of(error: Exception) -> str:
    """What stands with the job of a failure: its first line, a database shows a whole row in the next."""
    first = str(error).partition("\n")[0]
    return masked(f"{type(error).__name__}: {first}")[:500]


def finish(
    session: Sessions, turn: dict[str, Any], state: str, result: dict[str, Any], error: str | None
) -> str:
    """Write the outcome of a job together with what the work left in the session;
    neither, when its lease went to another worker ("overtaken")."""
    values = {**turn, "state": state, "result": orjson.dumps(result).decode(), "error": error}
    ended = cast(CursorResult[Any], session.execute(FINISH, values))
    if ended.rowcount:
        transaction.commit()
        return state
    session.rollback()
    log.warning("job %s was finished by another worker", turn["id"])
    return "overtaken"


def enqueue(
    session: Sessions, model: Any, kind: str, data: dict[str, Any], created_by: str | None = None
) -> Any:
    """Add a job row; it is started when the caller's transaction has been committed."""
    job = model(kind=kind, input=data, created_by=created_by, request_id=number() or None)
    session.add(job)
    session.flush()
    session.info.setdefault("started_jobs", []).append((kind, str(job.id)))
    return job


def resume(session: Sessions, job: Any, answer: dict[str, Any]) -> Any:
    """Go on with a job that asked; it is started when the caller's transaction has been committed."""
    job.input, job.state, job.result = job.input | answer, "queued", {}
    session.flush()
    session.info.setdefault("started_jobs", []).append((job.kind, str(job.id)))
    return job


def get_job(session: Sessions, model: Any, job_id: uuid.UUID) -> Any:
    """A job by id; NotFound."""
    if job := session.get(model, job_id):
        return job
    raise NotFound


def visible_job(session: Sessions, model: Any, job_id: uuid.UUID) -> Any:
    """A job the actor started, or any of them for whoever may see the jobs of all regions; NotFound."""
    job = get_job(session, model, job_id)
    if job.created_by != actor().id and not actor().everywhere("job.view"):
        raise NotFound
    return job


def ring_after_commit(session: Any) -> None:
    """Start the jobs of a transaction once it has been committed."""

    def ring(committed: Session) -> None:
        if committed.in_nested_transaction():
            return  # of a savepoint nobody else sees anything yet
        for kind, job_id in committed.info.pop("started_jobs", ()):
            doorbell.ring(KNOWN[kind], job_id)

    event.listen(session, "after_commit", ring)


def requeue(session: Sessions) -> int:
    """Ring again for jobs nobody works on; the number of them."""
    session.execute(GIVE_UP, {"most": MOST_ATTEMPTS})
    rows = session.execute(DROPPED, {"known": list(KNOWN)}).all()
    session.commit()
    for job_id, kind in rows:
        doorbell.ring(KNOWN[kind], str(job_id))
    return len(rows)


def nightly(session: Sessions, kind: str) -> None:
    """Queue a job of the kind once a night, also when nobody ran in the night itself."""
    local = now().astimezone(ZONE)
    night = local.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    since = night if local >= night else night - timedelta(days=1)
    session.execute(QUEUE_ONCE, {"kind": kind, "since": since})
    transaction.commit()


def queue_unless_waiting(session: Sessions, kind: str) -> None:
    """Queue a job of the kind in the caller's transaction, unless one waits already."""
    session.execute(QUEUE_UNLESS_WAITING, {"kind": kind})


def at_start(session: Sessions, kind: str) -> None:
    """Queue a job of the kind, unless one waits already."""
    queue_unless_waiting(session, kind)
    transaction.commit()


def init_app(app: Flask, db: Any, every_night: Iterable[str] = (), every_start: Iterable[str] = ()) -> None:
    """Look every second for dropped jobs, now and then for what is due every night, and once for what is due
    when a worker starts."""
    after_clock(app, "jobs", "lease_until")
    ticks = app.extensions.setdefault("ticks", [])
    ticks.append(lambda: requeue(db.session))
    ticks += [seldom(partial(nightly, db.session, kind)) for kind in every_night]
    ticks += [once(partial(at_start, db.session, kind)) for kind in every_start]


def job_state(job: Any) -> dict[str, Any]:
    """A job as JSON: {id, state, progress 0–100, done, total, result, error}."""
    return {
        "id": job.id,
        "state": job.state,
        "progress": 100 * job.progress // max(job.total, 1),
        "done": job.progress,
        "total": job.total,
        "result": {} if job.state in ("queued", "running") else job.result,
        "error": job.error,
    }
