"""What a region asks about the people of a list."""

from __future__ import annotations

from datetime import date

from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from shared.clock import local_day
from shared.plugins.extra import Asked
from shared.plugins.specifications import FieldDef


def asked(gathering: Gathering, since: date | None = None) -> Asked:
    """What the region's plugin asks about whoever is on the list of a gathering."""
    return Asked(gathering.region, "events", "participant", None, gathering.starts_on, since)


def asked_of(line: Participant) -> Asked:
    """What it asks about somebody who is on a list."""
    return asked(line.gathering, local_day(line.created_at))


def asked_in_lists(gathering: Gathering) -> list[FieldDef]:
    """What a list can answer: a file is chosen on the page of the line."""
    return [field for field in asked(gathering).fields() if field.type != "file"]
