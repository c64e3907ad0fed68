"""Records that plugins may react to: which they are, and what of them a plugin sees; no names of people."""

from __future__ import annotations

from typing import Any, NamedTuple

from shared.language.records import Record
from shared.language.records.application import Application
from shared.language.records.award import Award
from shared.language.records.centre import Centre
from shared.language.records.donor_project import DonorProject
from shared.language.records.gathering import Gathering
from shared.language.records.initiative_group import InitiativeGroup
from shared.language.records.memorandum import Memorandum
from shared.language.records.publication import Publication
from shared.language.records.story import Story
from shared.language.records.village_plan import VillagePlan
from shared.plugins.exchanged import RecordFacts

RECIPIENT = "plugin:"  # a plugin among the recipients of the outbox


class Told(NamedTuple):
    """Under which names a record has its title, the day that matters, its amount."""

    title: str
    day: str
    amount: str = ""


TOLD: dict[type[Record], Told] = {
    Application: Told("group", "registered_on", "requested"),
    Award: Told("group", "awarded_on", "amount"),
    Centre: Told("name", "opened_on"),
    DonorProject: Told("title", "decided_on", "amount"),
    Gathering: Told("title", "starts_on"),
    InitiativeGroup: Told("name", "formed_on"),
    Memorandum: Told("title", "signed_on"),
    Publication: Told("title", "issued_on"),
    Story: Told("title", "published_on"),
    VillagePlan: Told("title", "approved_on"),
}


def facts_of(record: Any) -> RecordFacts | None:
    """What plugins see of a record; None of one that is not theirs to know."""
    if (told := TOLD.get(type(record))) is None:
        return None
    return RecordFacts(
        page=record.page,
        region=record.region,
        settlement=getattr(record, "settlement", ""),
        title=getattr(record, told.title),
        status=record.status,
        day=getattr(record, told.day),
        amount=getattr(record, told.amount) if told.amount else None,
        proven_by=tuple(sorted({proof.kind for proof in record.evidence})),
    )
