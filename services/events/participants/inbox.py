"""Merged people of the registry."""

from __future__ import annotations

from services.events.participants.models import PersonCopy
from services.events.participants.operations.attendance import count_people
from services.events.participants.queries import gatherings_with, hold_merging
from shared.queue.receiving import Envelope, Handler, newer
from shared.tables import Sessions


def keep_people(session: Sessions, envelopes: list[Envelope]) -> None:
    """Keep who counts as whom, and count them anew where they are on a list."""
    hold_merging()
    changed = newer(session, PersonCopy, envelopes, lambda record: {"same_as": record.same_as})
    count_people(gatherings_with([envelope.record.id for envelope in changed]))


HANDLERS: dict[str, Handler] = {"person": keep_people}
