"""What waits in the outboxes, for whoever runs the suite: how much, what does not go through and why, and to
let it be tried again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, Response
from sqlalchemy import CursorResult, text

from shared.access import for_services
from shared.doors.api import respond
from shared.peers import asked
from shared.queue.outbox import resend_later
from shared.tables import Sessions

STATUS = text("""SELECT recipient, kind, count(*) AS waiting, count(parked_reason) AS parked,
    max(parked_reason) AS reason FROM outbox GROUP BY 1, 2 ORDER BY 1, 2""")
STUCK = text("""SELECT recipient, kind, key, parked_reason AS reason FROM outbox
    WHERE parked_reason IS NOT NULL ORDER BY id LIMIT :most""")
COUNTED = text("SELECT count(*) AS waiting, count(parked_reason) AS parked FROM outbox")
RETRY = text("UPDATE outbox SET parked_reason = NULL, claimed_until = NULL, attempts = 0, due_at = now()")
RETRY_OF = text(f"{RETRY.text} WHERE recipient = :recipient AND parked_reason IS NOT NULL")
NOT_TAKEN = text("""SELECT recipient, count(*) AS records, max(parked_reason) AS reason FROM outbox
    WHERE parked_reason IS NOT NULL AND starts_with(recipient, :prefix) GROUP BY 1 ORDER BY 1""")
RAISE = text("SELECT setval('outbox_version_seq', greatest(last_value, :above)) FROM outbox_version_seq")
MOST_SHOWN = 100


@dataclass(frozen=True)
class OutboxAsked:
    """The registry's question: how many of what is not taken to tell, whether to send it again first, and
    whether to publish everything anew, with versions above one."""

    most: int
    again: bool
    anew: bool = False
    above: int = 0


@dataclass(frozen=True)
class Waiting:
    """How many records of a kind wait for a recipient, how many of them he does not take, and why one."""

    recipient: str
    kind: str
    waiting: int
    parked: int
    reason: str | None


@dataclass(frozen=True)
class Stuck:
    """One record its recipient does not take, and why."""

    recipient: str
    kind: str
    key: str
    reason: str


@dataclass(frozen=True)
class Known:
    """What a service says of its outbox: how many records wait, how many of them are not taken, some of
    these."""

    waiting: int
    parked: int
    stuck: tuple[Stuck, ...]


def status(app: Flask) -> list[Waiting]:
    """What waits in a service, by recipient and kind."""
    with app.app_context():
        found = app.extensions["sqlalchemy"].session.execute(STATUS).mappings()
        return [Waiting(**row) for row in found]


def known_here(session: Sessions, most: int = MOST_SHOWN) -> Known:
    """What this service's outbox has."""
    stuck = session.execute(STUCK, {"most": max(0, min(most, MOST_SHOWN))}).mappings()
    counted = session.execute(COUNTED).mappings().one()
    return Known(**counted, stuck=tuple(Stuck(**row) for row in stuck))


def retry_here(session: Sessions) -> int:
    """Let everything that waits or is parked be sent again, in the caller's transaction; how many."""
    return int(cast(CursorResult[Any], session.execute(RETRY)).rowcount)


def not_taken(session: Sessions, prefix: str) -> list[dict[str, Any]]:
    """What recipients of these names do not take, for each: {recipient, records, reason}."""
    return [dict(row) for row in session.execute(NOT_TAKEN, {"prefix": prefix}).mappings()]


def retry_of(session: Sessions, recipient: str) -> None:
    """Let what one recipient did not take be sent again, in the caller's transaction."""
    session.execute(RETRY_OF, {"recipient": recipient})


def begin_anew(session: Sessions, service: str, above: int) -> None:
    """Have everything a service publishes sent anew, with versions above this one, once the caller's
    transaction has been committed."""
    session.execute(RAISE, {"above": above})
    resend_later(session, service)


def retry(app: Flask) -> int:
    """Send everything that waits or is parked again; how many."""
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        count = retry_here(session)
        session.commit()
        return count


def init_app(app: Flask, db: Any) -> None:
    """An address for the registry, whose page shows it."""

    @app.post(f"/{app.name}/internal/outbox")
    @for_services("registry")
    def outbox_state() -> Response:
        """Say what waits here, after letting it be sent again where that is asked."""
        question = asked(OutboxAsked)
        if question.again:
            retry_here(db.session)
        if question.anew:
            begin_anew(db.session, app.name, question.above)
        db.session.commit()
        return respond(known_here(db.session, question.most))
