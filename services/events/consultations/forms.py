"""What the form of a consultation offers, and what it remembers."""

from __future__ import annotations

from typing import Any

from services.events.consultations.models import Consultation
from services.events.consultations.queries import RECORD, centres_of, last_typed
from services.events.projects.models import CentreCopy
from shared.access import actor
from shared.clock import today
from shared.language.consultations import IN_PERSON

MINUTES = 15
SHOWN = (
    "held_on",
    "topic",
    "question",
    "answer",
    "channel",
    "minutes",
    "consultant",
    "sex",
    "age_band",
    "referral",
)


def remembered(centre: str | None) -> dict[str, Any]:
    """Start values: today, and of what somebody typed last the centre, the consultant and the channel."""
    mine, last = centres_of(RECORD), last_typed(actor().id)
    known = [centre, str(last.journal.centre_id) if last else None, *list(mine)[:1]]
    return {
        "held_on": today(),
        "centre_id": next((key for key in known if key in mine), None),
        "consultant": last.consultant if last else actor().name,
        "channel": last.channel if last else IN_PERSON,
        "minutes": MINUTES,
        "anonymous": "0",
    }


def present(item: Consultation) -> dict[str, Any]:
    """Start values of the form that corrects an entry."""
    return {name: getattr(item, name) for name in SHOWN}


def centre_options(centres: dict[str, CentreCopy]) -> list[tuple[str, str]]:
    """Centres to choose from, with their settlements."""
    return [(key, f"{centre.name}, {centre.settlement}") for key, centre in centres.items()]
