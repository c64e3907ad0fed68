"""Doubts: pairs of people who may be one, derived again whenever something about one of them changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from services.registry.db import db
from services.registry.people.models import Person, PersonPair
from services.registry.people.operations.candidates import MANY, candidates, facts_of
from services.registry.people.queries import records_of
from services.registry.people.rules.matching import match_batch
from services.registry.people.rules.sameness import Match


def reconsider(person: Person) -> None:
    """Ask again whom this person may be: the likeliest,
    and those doubted before who still look alike. Decisions stay."""
    root = person.merged_into or person.id
    records = records_of(root)
    doubted, apart = drop_doubts([record.id for record in records]), decided_apart(root)
    likely = [(other, match) for other, match in likely_same(records, root) if other not in apart]
    for place, (other, match) in enumerate(likely):
        if place == 0 or other in doubted:
            db.session.add(
                PersonPair(first_id=other, second_id=root, score=match.score, reasons=list(match.reasons))
            )
    db.session.flush()


def likely_same(records: list[Person], root: uuid.UUID) -> list[tuple[uuid.UUID, Match]]:
    """Other people whom any of these records may be, best first."""
    found: dict[str, Match] = {}
    for record in records:
        for other, match in alike(record, root):
            if other not in found or found[other].score < match.score:
                found[other] = match
    best = sorted(found.items(), key=lambda pair: -pair[1].score)
    return [(uuid.UUID(other), match) for other, match in best]


def alike(record: Person, root: uuid.UUID) -> Iterator[tuple[str, Match]]:
    """Others who look like a record; those who count as the same person left out."""
    facts = facts_of(record)
    known = candidates([facts], record.region, MANY)
    others = [other for other in known.people.values() if known.merged.get(other.id, other.id) != str(root)]
    decision = match_batch([facts], others, merged=known.merged)[0]
    if decision.person and decision.match:
        yield decision.person, decision.match
    yield from decision.others


def drop_doubts(ids: list[uuid.UUID]) -> set[uuid.UUID]:
    """Forget the open doubts about these people; who was doubted."""
    doubts = db.session.scalars(
        select(PersonPair).where(
            PersonPair.verdict == "open", or_(PersonPair.first_id.in_(ids), PersonPair.second_id.in_(ids))
        )
    ).all()
    for pair in doubts:
        db.session.delete(pair)
    db.session.flush()
    return {end for pair in doubts for end in (pair.first_id, pair.second_id)}


def decided_apart(root: uuid.UUID) -> set[uuid.UUID]:
    """Whom a human told apart from this person, under whatever record."""
    first, second = aliased(Person), aliased(Person)
    pairs = db.session.execute(
        select(first.merged_into, first.id, second.merged_into, second.id)
        .select_from(PersonPair)
        .join(first, first.id == PersonPair.first_id)
        .join(second, second.id == PersonPair.second_id)
        .where(
            PersonPair.verdict == "different",
            or_(first.id == root, first.merged_into == root, second.id == root, second.merged_into == root),
        )
    )
    return {end for a, b, c, d in pairs for end in (a or b, c or d)} - {root}
