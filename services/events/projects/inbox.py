"""Records of the registry."""

from __future__ import annotations

from services.events.projects.models import CentreCopy, ObligationCopy
from services.events.projects.queries import projects
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import Sessions


def keep_centres(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep the newest state of each centre."""
    names = ("project_id", "region", "name", "name_kk", "settlement", "opened_on", "ended_on")
    newer(session, CentreCopy, envelopes, lambda record: {name: getattr(record, name) for name in names})


def keep_obligations(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep the newest state of what has to exist by a day."""
    names = ("project_id", "indicator_id", "region", "quantity", "due_on", "status")
    newer(
        session,
        ObligationCopy,
        envelopes,
        lambda record: {name: getattr(record, name) for name in names},
    )


HANDLERS: dict[str, Handler] = {
    "project": projects.keep,
    "centre": keep_centres,
    "obligation": keep_obligations,
}
