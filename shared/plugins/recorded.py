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


class Names(NamedTuple):
    """Under which names a record has its title, the day that matters, its amount."""

    title: str
    day: str
    amount: str = ""


TOLD: dict[type[Record], Names] = {
    Application: Names("group", "registered_on", "requested"),
    Award: Names("group", "awarded_on", "amount"),
    Centre: Names("name", "opened_on"),
    DonorProject: Names("title", "decided_on", "amount"),
    Gathering: Names("title", "starts_on"),
    InitiativeGroup: Names("name", "formed_on"),
    Memorandum: Names("title", "signed_on"),
    Publication: Names("title", "issued_on"),
    Story: Names("title", "published_on"),
    VillagePlan: Names("title", "approved_on"),
}


def facts_of(record: Any) -> RecordFacts | None:
    """What plugins see of a record; None of one that is not theirs to know."""
    return told(record) if type(record) in TOLD else None


def told(record: Any) -> RecordFacts:
    """What plugins see of a record that is theirs to know."""
    names = TOLD[type(record)]
    return RecordFacts(
        page=record.page,
        region=record.region,
        settlement=getattr(record, "settlement", ""),
        title=getattr(record, names.title),
        status=record.status,
        day=getattr(record, names.day),
        amount=getattr(record, names.amount) if names.amount else None,
        proven_by=tuple(sorted({proof.kind for proof in record.evidence})),
    )
