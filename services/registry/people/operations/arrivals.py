"""Joining people who come to those already known.

Nothing is locked while they are compared: candidates are read, compared with no transaction open, and what
came of it is written under `queries.LOCK` if nobody wrote a person who matters meanwhile.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select

from services.registry.db import db
from services.registry.people.models import Person
from services.registry.people.operations.candidates import Candidates, candidates, changed, look_again
from services.registry.people.operations.keeping import Kept, Row
from services.registry.people.queries import LOCK
from services.registry.people.rules.matching import Decision, match_batch
from services.registry.people.rules.sameness import Match, PersonFacts
from services.registry.people.rules.sealing import blind

ROW = "row"  # the ids of those who come, as long as they have no other


class PeopleChanged(Exception):
    """Somebody wrote a person who matters between the comparing and the writing."""


@dataclass
class Arrival:
    """A list of people who come to a region, beside those who are known, and what is thought of each."""

    rows: list[Row]
    region: str | None
    incoming: list[PersonFacts]
    known: Candidates
    decisions: list[Decision] = field(default_factory=list)

    def compare(self) -> None:
        """Decide who each of them is; nothing is read or written."""
        people, merged = self.known.people.values(), self.known.merged
        self.decisions = match_batch(self.incoming, people, merged=merged, nearest=self.known.nearest)

    def look_again(self) -> None:
        """Take what was written meanwhile."""
        look_again(self.known, self.incoming)


def expect_people(rows: list[Row], region: str | None) -> Arrival:
    """Those who come with the known people each of them may be."""
    incoming = [facts_of_row(f"{ROW}{index}", row, region) for index, row in enumerate(rows)]
    return Arrival(rows, region, incoming, candidates(incoming, region))


def facts_of_row(key: str, row: Row, region: str | None) -> PersonFacts:
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


def join_people(arrival: Arrival) -> list[Row]:
    """Find or add the person of each row as was decided, in their order: `{person_id,
    verdict: new|same|doubtful, reasons}`; PeopleChanged.

    Sure matches join; a doubtful one becomes a person of its own, with the pair kept for a human decision.
    """
    db.session.execute(LOCK)
    if changed(arrival.known, arrival.incoming):
        raise PeopleChanged
    return settled(arrival)


def join_held(arrival: Arrival) -> list[Row]:
    """The same where people are written faster than they are compared: what changed is compared while
    nobody else writes."""
    db.session.execute(LOCK)
    arrival.look_again()
    arrival.compare()
    return settled(arrival)


def settled(arrival: Arrival) -> list[Row]:
    """Act on the decisions about a list."""
    settling = Settling(arrival.region, homes(arrival.decisions, arrival.region))
    answers = [
        settling.settle(*each) for each in zip(arrival.decisions, arrival.incoming, arrival.rows, strict=True)
    ]
    settling.kept.write()
    return answers


def homes(decisions: Iterable[Decision], region: str | None) -> dict[str, Home]:
    """Where the known people of these decisions are at home, and who stands for them in a region."""
    known = [uuid.UUID(item.person) for item in decisions if item.person and not is_row(item.person)]
    theirs = (Person.merged_into == func.any(known)) & (Person.region == region)
    rows = db.session.execute(
        select(Person.id, Person.region, Person.merged_into)
        .where(or_(Person.id == func.any(known), theirs))
        .order_by(Person.merged_into.is_not(None), Person.created_at, Person.id)
    ).all()
    found = {str(row.id): Home(row.id, row.region == region) for row in rows if not row.merged_into}
    for row in rows:
        if row.merged_into and found[str(row.merged_into)].record is None:
            found[str(row.merged_into)].record = row.id
    return found


def is_row(person: str) -> bool:
    """Whether somebody of the list itself is meant, not a known person."""
    return person.startswith(ROW)


@dataclass
class Home:
    """A known person as one region sees him: himself where he is at home, else his record there, if any."""

    person: uuid.UUID
    here: bool
    record: uuid.UUID | None = None

    @property
    def seen(self) -> uuid.UUID | None:
        """Who stands for the person in the region."""
        return self.person if self.here else self.record


@dataclass
class Settling:
    """What becomes of the rows of a list. What is told to a region is about its own people: somebody known
    elsewhere gets a record here that counts as him, and a doubt about him is left to those who see both."""

    region: str | None
    homes: dict[str, Home]
    kept: Kept = field(default_factory=Kept)

    def settle(self, decision: Decision, facts: PersonFacts, row: Row) -> Row:
        """Act on one decision: the person known, a new one, or a new one in doubt."""
        home, match = self.homes.get(decision.person or ""), decision.match
        if home is None or match is None or decision.verdict == "different":
            home = self.homes[facts.id] = Home(self.kept.add(facts, row), here=True)
            return told(home.person, "new")
        if decision.verdict == "doubtful":
            return self.doubt(home, match, facts, row)
        if home.seen:
            return told(home.seen, "same", match)
        home.record = self.kept.add(facts, row)
        self.kept.count_as(home.record, home.person, match)
        return told(home.record, "new")

    def doubt(self, home: Home, match: Match, facts: PersonFacts, row: Row) -> Row:
        """Keep a new person who may be one who is known."""
        person = self.kept.add(facts, row)
        self.homes[facts.id] = Home(person, here=True)
        self.kept.pair(home.person, person, match, "open")
        return told(person, "doubtful", match) if home.here else told(person, "new")


def told(person: uuid.UUID, verdict: str, match: Match | None = None) -> Row:
    """What is answered about a row."""
    return {"person_id": person, "verdict": verdict, "reasons": list(match.reasons) if match else []}
