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
from shared.tables import Sessions

STATUS = text("""SELECT recipient, kind, count(*) AS waiting, count(parked_reason) AS parked,
    max(attempts) AS attempts,
    max(parked_reason) AS reason FROM outbox GROUP BY 1, 2 ORDER BY 1, 2""")
STUCK = text("""SELECT recipient, kind, key, attempts, parked_reason AS reason FROM outbox
    WHERE parked_reason IS NOT NULL ORDER BY id LIMIT :most""")
COUNTED = text("SELECT count(*) AS waiting, count(parked_reason) AS parked FROM outbox")
RETRY = text("UPDATE outbox SET parked_reason = NULL, claimed_until = NULL, attempts = 0, due_at = now()")
MOST_SHOWN = 100


@dataclass(frozen=True)
class OutboxAsked:
    """The registry's question: how many of what is not taken to tell, and whether to send it again first."""

    most: int
    again: bool


def status(app: Flask) -> list[dict[str, Any]]:
    """What waits in a service: {recipient, kind, waiting, parked, attempts, reason} by recipient and kind."""
    with app.app_context():
        return [dict(row) for row in app.extensions["sqlalchemy"].session.execute(STATUS).mappings()]


def known_here(session: Sessions, most: int = MOST_SHOWN) -> dict[str, Any]:
    """{waiting, parked, stuck: [{recipient, kind, key, attempts, reason}]} of this service's outbox."""
    stuck = session.execute(STUCK, {"most": max(0, min(most, MOST_SHOWN))}).mappings()
    return {**session.execute(COUNTED).mappings().one(), "stuck": [dict(row) for row in stuck]}


def retry_here(session: Sessions) -> int:
    """Let everything that waits or is parked be sent again, in the caller's transaction; how many."""
    return int(cast(CursorResult[Any], session.execute(RETRY)).rowcount)


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
            db.session.commit()
        return respond(known_here(db.session, question.most))
