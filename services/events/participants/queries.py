"""What is true about participants."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from services.events.db import Job, db
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering, visible
from services.events.participants.models import PERSON, Participant, PersonCopy
from services.events.participants.reader.cells import word_key
from shared.access import scope
from shared.doors.errors import NotFound
from shared.language.categories import SIDES, side_of
from shared.peers import NeighbourDown, ask
from shared.queue.jobs import visible_job

DOUBTS_WITHIN = 1.0
PEOPLE_LOCK = 20_190  # an arbitrary name among the advisory locks of this database
DESCRIBED = (
    "id",
    "person_id",
    "name",
    "sex",
    "birth_year",
    "settlement",
    "category",
    "organisation",
    "attended",
    "extra",
)
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# The database puts the letters of Kazakh after я: each is sorted by a sign that comes after a space and
# before Latin letters.
PLACES = "".join(chr(ord("0") + place) for place in range(len(ALPHABET)))
FOLDED, FEW = func.translate(func.lower(Participant.name), "ё", "е"), 20
BY_NAME = func.translate(func.lower(Participant.name), ALPHABET, PLACES).collate("C")


@dataclass(frozen=True)
class Participation:
    """A gathering with a person on its list, by the name he has there, or one he led: `attended` None."""

    gathering: Gathering
    name: str
    attended: bool | None


def list_to_write(gathering_id: uuid.UUID) -> Gathering:
    """A gathering whose list is written, held against a concurrent change and against merging."""
    hold_people()
    return get_gathering(gathering_id, "gathering.record", lock=True)


def list_read_by(job_id: uuid.UUID) -> tuple[Job, uuid.UUID]:
    """A reading of a list that the actor may see, and its gathering; NotFound, for any other work too."""
    job = visible_job(db.session, Job, job_id)
    if "gathering_id" not in job.input:
        raise NotFound
    return job, uuid.UUID(job.input["gathering_id"])


def hold_people() -> None:
    """Let nobody be merged before this transaction ends; taken before a gathering is locked."""
    db.session.execute(select(func.pg_advisory_xact_lock_shared(PEOPLE_LOCK)))


def hold_merging() -> None:
    """Wait for those who write lists, and let no other begin before this transaction ends."""
    db.session.execute(select(func.pg_advisory_xact_lock(PEOPLE_LOCK)))


def gatherings_with(people: Iterable[str]) -> list[uuid.UUID]:
    """Gatherings with any of these people on their lists."""
    ids = [uuid.UUID(person) for person in people]
    found = select(Participant.gathering_id).distinct().where(Participant.person_id.in_(ids))
    return sorted(db.session.scalars(found))


def participants_of(
    gathering_id: uuid.UUID, *which: ColumnElement[bool], limit: int | None = None
) -> list[Participant]:
    """The list of a gathering, or `which` of its lines."""
    lines = select(Participant).where(Participant.gathering_id == gathering_id, *which)
    return list(db.session.scalars(lines.order_by(Participant.id).limit(limit)))


def listed_after(gathering_id: uuid.UUID, after: uuid.UUID | None, limit: int) -> list[Participant]:
    """A page of the list, after one of its lines."""
    return participants_of(gathering_id, *([Participant.id > after] if after else []), limit=limit)


def lines_named(gathering_id: uuid.UUID, names: Iterable[str]) -> list[Participant]:
    """The lines of a list whose names are the same words as one of these."""
    wanted = set(map(word_key, names))
    named = select(Participant.id, Participant.name).where(Participant.gathering_id == gathering_id)
    found = db.session.execute(named.where(*alike(wanted)))
    same = [line for line, name in found if word_key(name) in wanted]
    return participants_of(gathering_id, Participant.id == func.any(same)) if same else []


def alike(wanted: Collection[str]) -> list[ColumnElement[bool]]:
    """What the database can say of lines of a few names: they have the longest word of one."""
    longest = {max(name.split(), key=len, default="") for name in wanted}
    return [or_(*(func.strpos(FOLDED, word) > 0 for word in longest))] if 0 < len(longest) <= FEW else []


def alphabetical(gathering_id: uuid.UUID, limit: int, offset: int) -> list[Participant]:
    """A page of the list by name, in the order of the Kazakh alphabet."""
    lines = select(Participant).where(Participant.gathering_id == gathering_id)
    page = lines.order_by(BY_NAME, Participant.id).limit(limit).offset(offset)
    return list(db.session.scalars(page))


def kept_answers(gathering_id: uuid.UUID) -> list[str]:
    """Keys under which the people of a list have answers to questions of the region."""
    keys = select(func.jsonb_object_keys(Participant.extra))
    return list(db.session.scalars(keys.where(Participant.gathering_id == gathering_id).distinct()))


def sides(gathering_id: uuid.UUID) -> dict[str, int]:
    """How many came from each side to a briefing, 0 from one nobody came from."""
    came = Participant.gathering_id == gathering_id, Participant.attended
    by_category = select(Participant.category, func.count()).where(*came).group_by(Participant.category)
    found = dict.fromkeys(SIDES, 0)
    for category, people in db.session.execute(by_category):
        found[side_of(category)] += people
    return found


def get_participant(gathering_id: uuid.UUID, participant_id: uuid.UUID) -> Participant:
    """A line of a gathering's list; NotFound."""
    found = db.session.get(Participant, participant_id)
    if found is None or found.gathering_id != gathering_id:
        raise NotFound
    return found


def line_seen(participant_id: uuid.UUID) -> Participant:
    """A line of a list the actor may see; NotFound."""
    found = db.session.get(Participant, participant_id)
    if found is None:
        raise NotFound
    get_gathering(found.gathering_id, "participant.view")
    return found


def known_people(gathering_id: uuid.UUID, people: Collection[str]) -> dict[uuid.UUID, Participant]:
    """Those of these people who are on the list of a gathering, also by the one a merged record counts as."""
    lines = select(Participant, PERSON).where(Participant.gathering_id == gathering_id)
    rows = db.session.execute(lines.where(Participant.person_id == func.any(records_of(people)))).all()
    return {uuid.UUID(person): line for line, person in rows} | {
        line.person_id: line for line, _person in rows
    }


def in_doubt(people: list[Participant]) -> set[uuid.UUID]:
    """Those whom the registry still takes for maybe somebody else whom the actor may see too;
    nobody while it does not answer: the list is shown all the same."""
    regions = scope("person.view")
    try:
        asked = {
            "people": [str(line.person_id) for line in people],
            "regions": None if regions is None else sorted(regions),
        }
        return {
            uuid.UUID(person)
            for person in ask("registry", "/registry/internal/people/doubts", asked, deadline=DOUBTS_WITHIN)
        }
    except NeighbourDown:
        return set()


def records_of(people: Iterable[str]) -> list[uuid.UUID]:
    """Ids of these people and of those merged into them: what the index of the lists knows."""
    records = db.session.scalars(select(PersonCopy.id).where(PersonCopy.same_as.in_(list(people))))
    return [uuid.UUID(key) for key in {*people, *records}]


def times_seen(people: list[uuid.UUID], but: uuid.UUID) -> dict[uuid.UUID, int]:
    """At how many other gatherings the actor may see each of these people was present, under whatever
    record."""
    counted = merged(people)
    roots = {person: counted.get(str(person), str(person)) for person in people}
    of_people = (
        Participant.person_id.in_(records_of(roots.values())),
        PERSON.in_(roots.values()),
        Participant.attended,
    )
    held_elsewhere = Gathering.id != but, Gathering.status == "held"
    statement = (
        select(PERSON, func.count(Gathering.id.distinct()))
        .join(Gathering, Gathering.id == Participant.gathering_id)
        .where(*of_people, *held_elsewhere)
        .group_by(PERSON)
    )
    times = {row[0]: row[1] for row in db.session.execute(visible(statement))}
    return {person: times[root] for person, root in roots.items() if root in times}


def merged(people: Iterable[uuid.UUID]) -> dict[str, str]:
    """Whom the merged of these people count as."""
    copies = select(PersonCopy.id, PersonCopy.same_as).where(
        PersonCopy.id.in_(list(map(str, people))), PersonCopy.same_as.is_not(None)
    )
    return {row.id: row.same_as for row in db.session.execute(copies)}


def participation(person_id: uuid.UUID) -> list[Participation]:
    """Gatherings the actor may see with a person on the list,
    under any of the merged records, newest first."""
    root = merged([person_id]).get(str(person_id), str(person_id))
    came = func.bool_or(Participant.attended)
    statement = (
        select(Gathering, func.min(Participant.name), came)
        .join(Participant, Participant.gathering_id == Gathering.id)
        .where(Participant.person_id.in_(records_of([root])), PERSON == root)
        .group_by(Gathering.id)
        .order_by(Gathering.starts_on.desc(), Gathering.id.desc())
    )
    came_to = [Participation(*row) for row in db.session.execute(visible(statement, "participant.view"))]
    return sorted(
        [*led_by(root), *came_to], key=lambda one: (one.gathering.starts_on, one.gathering.id), reverse=True
    )


def led_by(root: str) -> list[Participation]:
    """Gatherings the actor may see that a person led, under any of the merged records."""
    ids = [str(record) for record in records_of([root])]
    named = or_(*(Gathering.trainers.contains([{"person_id": each}]) for each in ids))
    rows = db.session.scalars(visible(select(Gathering).where(named), "participant.view"))
    return [Participation(row, name_among(row, ids), None) for row in rows]


def name_among(gathering: Gathering, ids: list[str]) -> str:
    """What a person is called among those who led it."""
    return next(str(each["name"]) for each in gathering.trainers if each.get("person_id") in ids)


def named(gathering_id: uuid.UUID, people: list[uuid.UUID]) -> dict[str, str]:
    """Names on the gathering's list by the id of the person."""
    rows = db.session.execute(
        select(Participant.person_id, Participant.name).where(
            Participant.gathering_id == gathering_id, Participant.person_id.in_(people)
        )
    )
    return {str(row[0]): row[1] for row in rows}


def described(item: Participant) -> dict[str, Any]:
    """A line of the list as JSON."""
    return {name: getattr(item, name) for name in DESCRIBED}
