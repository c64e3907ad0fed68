"""Deciding that two people are one or two, and taking it back.
Who counts as whom is told to events and reports."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select

from services.registry.db import db
from services.registry.people.models import Person, PersonPair
from services.registry.people.operations.doubts import reconsider
from services.registry.people.queries import pair_between, records_of
from services.registry.people.record import counted_as
from shared.acts.doer import acting
from shared.doors.errors import Conflict
from shared.queue.outbox import publish


class AlreadyOne(Conflict):
    """These two are one person already."""

    code = "already_one"


class NotMerged(Conflict):
    """These two are not merged; somebody may have separated them meanwhile."""

    code = "not_merged"


def call_different(pair: PersonPair) -> None:
    """Decide that a pair are two people; they are never offered again."""
    if pair.verdict == "same":
        raise AlreadyOne
    decide(pair, "different")


def merge_people(kept: Person, other: Person) -> None:
    """Make two people one: `other`, with all that was merged into it,
    counts as `kept` from now on, in the past too."""
    if kept.id == other.id or kept.merged_into or other.merged_into:
        raise AlreadyOne
    pair = pair_between(kept.id, other.id) or PersonPair(score=0, reasons=[])
    pair.first_id, pair.second_id = kept.id, other.id
    db.session.add(pair)
    decide(pair, "same")
    count_as(records_of(other.id), kept.id)
    reconsider(kept)


def separate_people(pair: PersonPair) -> None:
    """Take a merge back: the second of the pair, with all that came with him,
    is a person of his own again."""
    if pair.verdict != "same":
        raise NotMerged
    decide(pair, "different")
    ids = came_with(pair.second_id)
    count_as(db.session.scalars(select(Person).where(Person.id.in_(ids))), pair.second_id)
    for person_id in (pair.first_id, pair.second_id):
        reconsider(db.session.get_one(Person, person_id))


def decide(pair: PersonPair, verdict: str) -> None:
    """Keep a human's decision."""
    pair.verdict, pair.decided_by, pair.decided_at = verdict, acting(), datetime.now(UTC)
    db.session.flush()


def count_as(records: Iterable[Person], root: uuid.UUID) -> None:
    """Make records count as one person and tell whoever counts people."""
    told = []
    for record in records:
        record.merged_into = None if record.id == root else root
        told.append(counted_as(record))
    db.session.flush()
    publish(db.session, *told)


def came_with(person_id: uuid.UUID) -> set[uuid.UUID]:
    """The person and everybody merged into him,
    step by step (the first of a "same" pair is always who was kept)."""
    found, fresh = {person_id}, {person_id}
    while fresh:
        fresh = (
            set(
                db.session.scalars(
                    select(PersonPair.second_id).where(
                        PersonPair.verdict == "same", PersonPair.first_id.in_(fresh)
                    )
                )
            )
            - found
        )
        found |= fresh
    return found
