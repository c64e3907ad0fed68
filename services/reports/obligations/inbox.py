"""Obligations of the registry, kept."""

from __future__ import annotations

from typing import Any

from services.reports.obligations.models import ObligationCopy
from shared.language.records import state
from shared.language.records.obligation import Obligation
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import Sessions


def keep_obligations(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep obligations, whole."""
    newer(session, ObligationCopy, envelopes, as_kept)


def as_kept(record: Obligation) -> dict[str, Any]:
    """A record as its copy keeps it."""
    return {"project_id": record.project_id, "state": state(record)}


HANDLERS: dict[str, Handler] = {"obligation": keep_obligations}
