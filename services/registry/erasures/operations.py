"""Erasing a person at his wish: who he was goes, that somebody came stays."""

from __future__ import annotations

import uuid
from typing import Any

from services.registry.db import db
from services.registry.erasures.queries import ERASE, Everything, get_records, regional_parts
from services.registry.people.models import Person
from services.registry.people.operations.doubts import drop_doubts
from services.registry.people.record import erasure_record
from services.registry.people.rules.names import search_key
from shared.clock import today
from shared.doors.errors import Conflict, Invalid, Unavailable
from shared.personal.erasing import erase
from shared.plugins.specifications import ERASE as REGIONS_ERASE
from shared.queue.outbox import publish

LEAST, VOWELS = 4, "аеиоуыэюяй"  # letters of a word that may be somebody's name; those cases change


class AlreadyErased(Conflict):
    """This person was erased already."""

    code = "already_erased"


class NotAllSeen(Unavailable):
    """Not every service says now what it holds, so nothing was erased. Try again in a minute."""

    code = "not_all_seen"


class HeldChanged(Conflict):
    """What is held of this person has changed since you read it. Read it again, then erase."""

    code = "held_changed"


class NameInReason(Invalid):
    """The reason stays when the name is gone, so it must not say the name. Write the number and the day of
    the request."""

    code = "name_in_reason"


def erase_person(person_id: uuid.UUID, seen: Everything, values: dict[str, Any]) -> Person:
    """Take out of every service what tells who a person was; AlreadyErased, NotAllSeen, HeldChanged,
    NameInReason, RuleUnavailable. His regions erase first, while nothing is held: one that cannot stops it.
    What the other services have goes as soon as they hear of it."""
    check(get_records(person_id, ERASE), seen, values)
    regional_parts(get_records(person_id, ERASE), REGIONS_ERASE, dry_run=False)
    records = get_records(person_id, ERASE, hold=True)
    check(records, seen, values)
    for record in records:
        record.erased_on, record.erased_because = today(), values["reason"]
    drop_doubts([record.id for record in records])
    erase([record.id for record in records])
    publish(db.session, *filter(None, map(erasure_record, records)))
    return records[0]


def check(records: list[Person], seen: Everything, values: dict[str, Any]) -> None:
    """Refuse to erase what was not read whole, or twice, or for a reason that keeps the name."""
    if all(record.erased_on for record in records):
        raise AlreadyErased
    if seen.silent:
        raise NotAllSeen
    if values["seen"] != seen.mark:
        raise HeldChanged
    if any(says(values["reason"], record.name) for record in records):
        raise NameInReason(field="reason")


def says(reason: str, name: str) -> bool:
    """Whether a reason has a word of a name, in whatever case: without its last vowel it begins alike."""
    stems = {word.rstrip(VOWELS) for word in search_key(name).split() if len(word) >= LEAST}
    return any(word.startswith(stem) for word in search_key(reason).split() for stem in stems)
