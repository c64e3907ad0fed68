"""What a list leaves behind, written at once: its new people, the keys they are found by, the pairs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from services.registry.db import db
from services.registry.people.models import Person, PersonPair
from services.registry.people.operations.candidates import APART
from services.registry.people.queries import programme_keys
from services.registry.people.record import counted_as, identity
from services.registry.people.rules.matching import block_keys
from services.registry.people.rules.names import sort_key
from services.registry.people.rules.sameness import Match, PersonFacts
from services.registry.people.rules.sealing import new_key, seal
from shared.acts.doer import acting
from shared.clock import now
from shared.flushing import row_of
from shared.queue.outbox import publish

COPIED = ("sex", "birth_year", "settlement", "category", "organisation")
Row = dict[str, Any]  # a line of somebody's JSON, and what is answered about it
WRITE_BLOCKS = text("""
    INSERT INTO person_blocks (block, person_id, region)
    SELECT block, CAST(person AS uuid), region FROM unnest(
        string_to_array(:blocks, chr(31)), string_to_array(:people, ','), string_to_array(:regions, ',', ''))
        AS found (block, person, region)""")


@dataclass
class Kept:
    """New people of a list with their keys and pairs, until they are written."""

    people: dict[uuid.UUID, Person] = field(default_factory=dict)
    blocks: list[tuple[str, uuid.UUID, str | None]] = field(default_factory=list)
    pairs: list[PersonPair] = field(default_factory=list)

    def add(self, facts: PersonFacts, row: Row) -> uuid.UUID:
        """Keep a new person, found by the list's keys from now on."""
        person = new_person(facts, row)
        self.people[person.id] = person
        self.blocks += [(block, person.id, facts.region) for block in block_keys(facts)]
        return person.id

    def pair(self, first: uuid.UUID, second: uuid.UUID, match: Match, verdict: str) -> PersonPair:
        """Keep what is thought of two people."""
        reasons = list(match.reasons)
        pair = PersonPair(
            first_id=first, second_id=second, score=match.score, reasons=reasons, verdict=verdict
        )
        self.pairs.append(pair)
        return pair

    def count_as(self, record: uuid.UUID, root: uuid.UUID, match: Match) -> None:
        """Let a new record count as a known person, as if somebody had merged them."""
        self.people[record].merged_into = root
        pair = self.pair(root, record, match, "same")
        pair.decided_by, pair.decided_at = acting(), now()

    def write(self) -> None:
        """Write all of it, and tell."""
        db.session.add_all(self.people.values())
        db.session.flush()
        if self.blocks:
            blocks, people, regions = zip(*self.blocks, strict=True)
            told = {
                "blocks": APART.join(blocks),
                "people": ",".join(map(str, people)),
                "regions": ",".join(region or "" for region in regions),
            }
            db.session.execute(WRITE_BLOCKS, told)
        db.session.add_all(self.pairs)
        db.session.flush()
        self.tell()

    def tell(self) -> None:
        """Tell whom merged records count as and, where the programme has a key, as whom each is known."""
        keys, people = programme_keys(), self.people.values()
        publish(db.session, *(counted_as(person) for person in people if person.merged_into))
        publish(db.session, *(identity(person, keys) for person in people if keys))


def new_person(facts: PersonFacts, row: Row) -> Person:
    """A new person with a sealed phone."""
    key, copied = new_key(), {name: row.get(name) for name in COPIED}
    said = {
        "id": uuid.uuid4(),
        "name": row["name"],
        "sort_key": sort_key(row["name"]),
        "region": facts.region,
        "secret_key": key,
        "phone_hash": facts.phone,
        "phone_sealed": seal(key, row["phone"]) if row.get("phone") else None,
        "created_at": now(),
    }
    return row_of(Person, said | copied)
