"""What came of a home and must not count: set aside, and brought back; a home that goes on from an old
backup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.deployments.models import Deployment
from services.registry.deployments.operations.letting_in import COUNTING, locked_news
from services.registry.deployments.record import publish_deployment
from shared.doors.errors import Conflict, Invalid
from shared.language.records import withdrawn
from shared.queue.outbox import pass_on

CHUNK = 500
SINCE = text("""UPDATE foreign_records SET aside_at = clock_timestamp()
    WHERE deployment_id = :deployment AND came_at >= :since AND aside_at IS NULL
    RETURNING kind, key, state, waits_for""")
ABOVE = text("""UPDATE foreign_records SET aside_at = clock_timestamp()
    WHERE deployment_id = :deployment AND sender = :sender AND version > :version AND aside_at IS NULL
    RETURNING kind, key, state, waits_for""")
BACK = text("""UPDATE foreign_records SET aside_at = NULL
    WHERE deployment_id = :deployment AND aside_at IS NOT NULL RETURNING kind, key, state, waits_for""")


class SinceLater(Invalid):
    """That moment has not come yet."""

    code = "aside_since_later"


class NothingCameSince(Conflict):
    """Nothing came of this deployment since that moment."""

    code = "aside_nothing"


class NotHeld(Conflict):
    """This deployment has forgotten nothing of what it sent: there is nothing to answer."""

    code = "deployment_not_held"


def set_aside(deployment: Deployment, since: datetime) -> int:
    """Let what came of a home since a moment count nowhere; how many records. It is kept and can be brought
    back. Raises SinceLater, NothingCameSince."""
    if since > datetime.now(UTC):
        raise SinceLater(field="since")
    locked_news(deployment)  # nothing comes in meanwhile
    found = touched(SINCE, {"deployment": deployment.id, "since": since})
    if not found:
        raise NothingCameSince(field="since")
    count_nowhere(found)
    deployment.aside_since = min(since, deployment.aside_since or since)
    publish_deployment(deployment)
    return len(found)


def bring_back(deployment: Deployment) -> int:
    """Let what was set aside count again, as it came last; how many records."""
    locked_news(deployment)
    found = touched(BACK, {"deployment": deployment.id})
    told([(row["kind"], row["key"], row["state"]) for row in found if row["waits_for"] is None])
    deployment.aside_since = None
    publish_deployment(deployment)
    return len(found)


def go_on_from_backup(deployment: Deployment) -> int:
    """Say that a home goes on from an old backup: what it wrote after that is set aside, for it may be
    entered there again, and the home sends everything anew; how many records were set aside. NotHeld."""
    news = locked_news(deployment)
    if news.held_at is None:
        raise NotHeld
    highest: Mapping[str, int] = news.said.get("highest" if news.said.get("turn") is None else "taken", {})
    later: list[Mapping[str, Any]] = []
    for sender in sorted(news.seen):
        known = {"deployment": deployment.id, "sender": sender, "version": highest.get(sender, 0)}
        later += touched(ABOVE, known)
    count_nowhere(later)
    news.raised_at = deployment.restored_at = datetime.now(UTC)
    db.session.flush()
    return len(later)


def touched(statement: Any, given: dict[str, Any]) -> list[Mapping[str, Any]]:
    """The records a statement set aside or brought back."""
    return [dict(row) for row in db.session.execute(statement, given).mappings()]


def count_nowhere(rows: Iterable[Mapping[str, Any]]) -> None:
    """Tell who counts them that these records count no more."""
    told(
        [
            (row["kind"], row["key"], withdrawn(row["kind"], row["state"]))
            for row in rows
            if row["waits_for"] is None
        ]
    )


def told(records: list[tuple[str, str, dict[str, Any]]]) -> None:
    """Pass records on in parts, always in one order."""
    records.sort(key=lambda record: record[:2])
    for at in range(0, len(records), CHUNK):
        pass_on(db.session, COUNTING, records[at : at + CHUNK])
