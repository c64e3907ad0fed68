"""Known people whom those who arrive may be, chosen by the database: a bounded number for each,
however many people are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text

from services.registry.db import db
from services.registry.people.models import Person, PersonBlock
from services.registry.people.rules.matching import Nearest, block_keys, weight_of
from services.registry.people.rules.sameness import PersonFacts

CROWD, FEW, MANY = 80, 24, 200
APART = "\x1f"  # in no key
# Of each key at most a crowd of the asker's region and a crowd of all are looked at, both in the order of an
# index; those who share most keys come first, of equals those of the region. For each who arrives by
# themselves: a few in memory are sorted sooner than those of a whole list, most of whom nobody asks for.
NEAREST = text("""
    WITH asked AS (
        SELECT place, array_agg(block) AS blocks, array_agg(weight) AS weights FROM unnest(
            CAST(string_to_array(:places, ',') AS int[]), string_to_array(:blocks, chr(31)),
            CAST(string_to_array(:weights, ',') AS int[])) AS a (place, block, weight)
        GROUP BY place)
    SELECT place, ARRAY(
        SELECT CAST(c.person_id AS text)
        FROM unnest(blocks, weights) AS a (block, weight) CROSS JOIN LATERAL (
            (SELECT person_id, region FROM person_blocks WHERE block = a.block AND region = :region
                ORDER BY person_id LIMIT :crowd)
            UNION ALL
            SELECT person_id, region FROM (
                SELECT person_id, region FROM person_blocks WHERE block = a.block
                ORDER BY person_id LIMIT :crowd) AS anybody
            WHERE (region = :region) IS NOT TRUE) AS c
        GROUP BY c.person_id, c.region
        ORDER BY sum(a.weight) DESC, c.region IS NOT DISTINCT FROM :region DESC, c.person_id
        LIMIT :most) AS people
    FROM asked
""")
# In the order of `PersonFacts`, which is made of thousands of them.
DESCRIBED = text("""
    SELECT CAST(id AS text), name, sex, birth_year, settlement, region, phone_hash, CAST(merged_into AS text)
    FROM people WHERE id = ANY(CAST(:people AS uuid[]))""")


@dataclass
class Candidates:
    """Known people beside those who arrive, as of `version`: their facts, whom the merged of them count as,
    and who is compared with whom."""

    version: int
    people: dict[str, PersonFacts]
    merged: dict[str, str]
    nearest: Nearest

    def take(self, people: Iterable[str]) -> None:
        """Take people as they are now."""
        for person, *facts, root in db.session.execute(DESCRIBED, {"people": list(people)}).all():
            self.people[person] = PersonFacts(person, *facts)
            self.merged.pop(person, None)
            if root:
                self.merged[person] = root


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


def candidates(incoming: Sequence[PersonFacts], region: str | None, most: int = FEW) -> Candidates:
    """Known people whom each of these may be, at most `most` for each."""
    version = latest()
    near = nearest(incoming, region, most)
    found = Candidates(version, {}, {}, Nearest(near))
    found.take({person for people in near.values() for person in people})
    return found


def latest() -> int:
    """The latest version of all people."""
    return db.session.scalar(select(func.coalesce(func.max(Person.version), 0))) or 0


def nearest(incoming: Sequence[PersonFacts], region: str | None, most: int) -> dict[str, list[str]]:
    """The likeliest of the known people for each of these, by their ids."""
    asked = [(place, key) for place, person in enumerate(incoming) for key in block_keys(person)]
    given = {  # as three texts: thousands of values one by one cost more than the search
        "places": ",".join(str(place) for place, _key in asked),
        "blocks": APART.join(key for _place, key in asked),
        "weights": ",".join(str(weight_of(key)) for _place, key in asked),
    }
    limits = {"region": region, "crowd": max(CROWD, most), "most": most}
    found = db.session.execute(NEAREST, given | limits)
    return {incoming[row.place].id: row.people for row in found}


def changed(found: Candidates, incoming: Sequence[PersonFacts]) -> dict[str, set[str]]:
    """People written since these candidates were read who matter to any of those who arrive,
    with the keys they are found by."""
    asked = {key for person in incoming for key in block_keys(person)}
    statement = (
        select(Person.id, func.array_agg(PersonBlock.block).label("blocks"))
        .join(PersonBlock, PersonBlock.person_id == Person.id)
        .where(Person.version > found.version)
        .group_by(Person.id)
    )
    written = {str(row.id): set(row.blocks) for row in db.session.execute(statement)}
    return {
        person: blocks
        for person, blocks in written.items()
        if person in found.people or not asked.isdisjoint(blocks)
    }


def look_again(found: Candidates, incoming: Sequence[PersonFacts]) -> None:
    """Take what was written meanwhile: only those people are compared again."""
    version, written = latest(), changed(found, incoming)
    found.take(written)
    ids = {who: list(people) for who, people in found.nearest.ids.items()}
    for person in incoming:
        keys, near = set(block_keys(person)), ids.setdefault(person.id, [])
        near += [other for other, blocks in written.items() if other not in near and keys & blocks]
    kept = {
        one: {other: match for other, match in compared.items() if other not in written}
        for one, compared in found.nearest.compared.items()
    }
    found.version, found.nearest = version, Nearest(ids, kept)
