"""Joining people who come to those already known."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select

from services.registry.db import db
from services.registry.people.models import Person, PersonBlock, PersonPair
from services.registry.people.queries import LOCK
from services.registry.people.rules.matching import Decision, block_keys, match_batch
from services.registry.people.rules.names import sort_key
from services.registry.people.rules.sameness import PersonFacts
from services.registry.people.rules.sealing import blind, new_key, seal
from shared.clock import now


def match_people(rows: list[dict[str, Any]], region: str | None) -> list[dict[str, Any]]:
    """Find or add the person of each row: `{person_id, verdict: new|same|doubtful, reasons}` in their order.

    Sure matches join; a doubtful one becomes a person of its own, with the pair kept for a human decision.
    """
    db.session.execute(LOCK)
    incoming = [facts_of_row(f"row{index}", row, region) for index, row in enumerate(rows)]
    known, merged = candidates(incoming)
    decisions = match_batch(incoming, known, merged=merged)
    settling = Settling()
    answers = [
        settling.settle(decision, facts, row)
        for decision, facts, row in zip(decisions, incoming, rows, strict=True)
    ]
    settling.keep()
    return answers


def facts_of_row(key: str, row: dict[str, Any], region: str | None) -> PersonFacts:
    """What matching may look at; the phone takes part as its keyed hash."""
    return PersonFacts(
        id=key,
        name=row["name"],
        sex=row.get("sex"),
        birth_year=row.get("birth_year"),
        settlement=row.get("settlement"),
        region=region,
        phone=blind(row["phone"]) if row.get("phone") else None,
    )


def facts_of(person: Any) -> PersonFacts:
    """What matching may look at of a known person."""
    return PersonFacts(
        id=str(person.id),
        name=person.name,
        sex=person.sex,
        birth_year=person.birth_year,
        settlement=person.settlement,
        region=person.region,
        phone=person.phone_hash,
    )


COMPARED = (
    Person.id,
    Person.name,
    Person.sex,
    Person.birth_year,
    Person.settlement,
    Person.region,
    Person.phone_hash,
    Person.merged_into,
)


def candidates(incoming: list[PersonFacts]) -> tuple[list[PersonFacts], dict[str, str]]:
    """Known people who share a block key with the list, and whom the merged of them count as."""
    keys = {key for person in incoming for key in block_keys(person)}
    found = select(PersonBlock.person_id).where(PersonBlock.block.in_(keys)).distinct()
    rows = db.session.execute(select(*COMPARED).where(Person.id.in_(found))).all()
    merged = {str(row.id): str(row.merged_into) for row in rows if row.merged_into}
    return [facts_of(row) for row in rows], merged


@dataclass
class Settling:
    """What a list leaves behind: its people by row, the pairs in doubt and the block keys, kept at once."""

    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    pairs: list[PersonPair] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def settle(self, decision: Decision, facts: PersonFacts, row: dict[str, Any]) -> dict[str, Any]:
        """Act on one decision: the person known, a new one, or a new one in doubt."""
        reasons = list(decision.match.reasons) if decision.match else []
        other = self.known(decision.person)
        if decision.verdict == "same" and other:
            self.ids[decision.incoming] = other
            return {"person_id": other, "verdict": "same", "reasons": reasons}
        person = self.ids[decision.incoming] = self.add(facts, row)
        if decision.verdict != "doubtful" or not other or not decision.match:
            return {"person_id": person, "verdict": "new", "reasons": []}
        score = decision.match.score
        self.pairs.append(PersonPair(first_id=other, second_id=person, score=score, reasons=reasons))
        return {"person_id": person, "verdict": "doubtful", "reasons": reasons}

    def known(self, person: str | None) -> uuid.UUID | None:
        """Who it is: somebody of an earlier row, or known before."""
        return (self.ids.get(person) or uuid.UUID(person)) if person else None

    def add(self, facts: PersonFacts, row: dict[str, Any]) -> uuid.UUID:
        """Keep a new person, found by the list's keys from now on."""
        person = add_person(facts, row)
        self.blocks += [{"block": block, "person_id": person.id} for block in block_keys(facts)]
        return person.id

    def keep(self) -> None:
        """Keep the block keys and, after the people they name, the pairs."""
        db.session.flush()
        if self.blocks:
            db.session.execute(insert(PersonBlock), self.blocks)
        db.session.add_all(self.pairs)
        db.session.flush()


def add_person(facts: PersonFacts, row: dict[str, Any]) -> Person:
    """Keep a new person with a sealed phone; the block keys are the caller's."""
    key = new_key()
    person = Person(
        id=uuid.uuid4(),
        name=row["name"],
        sort_key=sort_key(row["name"]),
        sex=row.get("sex"),
        birth_year=row.get("birth_year"),
        region=facts.region,
        settlement=row.get("settlement"),
        category=row.get("category"),
        secret_key=key,
        organisation=row.get("organisation"),
        phone_hash=facts.phone,
        created_at=now(),
        phone_sealed=seal(key, row["phone"]) if row.get("phone") else None,
    )
    db.session.add(person)
    return person
