"""Problems that thematic sessions named."""

from __future__ import annotations

from services.grants.directions.models import ProblemCopy
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import Sessions

KEPT = (
    "project_id",
    "region",
    "settlement",
    "session",
    "held_on",
    "page",
    "title",
    "title_kk",
    "votes",
    "status",
)


def keep_problems(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep the newest state of each problem."""
    newer(session, ProblemCopy, envelopes, lambda record: {name: getattr(record, name) for name in KEPT})


HANDLERS: dict[str, Handler] = {"problem": keep_problems}
