"""Entering who took part."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError
from msgspec.structs import replace
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering
from services.events.participants.models import PERSON, WHOLE, Mark, Participant
from services.events.participants.queries import known_people, participants_of
from services.events.participants.reader.cells import word_key
from services.events.participants.record import attendance_record, publish_attendance
from services.events.participants.schemas import ParticipantIn
from services.events.projects.queries import projects
from shared.access import actor
from shared.clock import today
from shared.doors.api import dumps
from shared.doors.errors import Conflict, translated
from shared.outbox import publish
from shared.peers import ask

BATCH = 400
COPIED = ("sex", "birth_year", "settlement", "category", "organisation")
Advance = Callable[[int, int], None]
MARKED = insert(Mark)
SAY = MARKED.on_conflict_do_update(
    index_elements=["participant_id", "checkpoint"],
    set_={
        "present": MARKED.excluded.present,
        "source": MARKED.excluded.source,
        "marked_by": MARKED.excluded.marked_by,
        "marked_at": func.now(),
    },
)


class CancelledTakesNobody(Conflict):
    """This gathering was cancelled, so nobody can be entered."""

    code = "cancelled_takes_nobody"


class ListChanged(Conflict):
    """Somebody changed this list meanwhile. Nothing was entered; send it again."""

    code = "list_changed"


class LineRepeated(Conflict):
    """“%(name)s” is on this list already.
    Take this line off, or write a year of birth or a settlement that tells the two apart."""

    code = "line_repeated"


@dataclass(frozen=True)
class Marker:
    """Who says who was there, and from where: list, import, api, paper, check_in."""

    source: str
    by: str


@dataclass(frozen=True)
class Matched:
    """A list as the registry knows its people, asked before anything is locked: a result slot for each row,
    the rows of a right shape, and who those are that are not on the list yet."""

    results: list[dict[str, Any]]
    good: list[tuple[int, dict[str, Any]]]
    people: dict[int, dict[str, Any]]


def match_people(gathering: Gathering, rows: list[dict[str, Any]], advance: Advance | None = None) -> Matched:
    """Ask the registry who the people of a list are; nothing of it is locked meanwhile."""
    taking_people(gathering)
    results, good = checked(rows)
    if gathering.starts_on > today():  # on a list made beforehand nobody has come yet
        good = [(index, row | {"attended": False}) for index, row in good]
    people: dict[int, dict[str, Any]] = {}
    fresh = [(index, row) for index, row, line in said_again(good, gathering) if line is None]
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        answers = match(gathering, [wire(row) for _, row in batch])
        people |= {index: answer for (index, _row), answer in zip(batch, answers, strict=True)}
        if advance:
            advance(min(start + BATCH, len(fresh)), len(fresh))
    return Matched(results, good, people)


def taking_people(gathering: Gathering) -> None:
    """Refuse people for what was cancelled, or for a closed project."""
    if gathering.status == "cancelled":
        raise CancelledTakesNobody
    projects.open(gathering.project_id)


def add_participants(gathering: Gathering, matched: Matched, marker: Marker) -> list[dict[str, Any]]:
    """Enter rows as they come; a result for each: {row, status: added|updated|refused, person_id, match,
    reasons, repeats, problems}."""
    taking_people(gathering)
    known, first, results = known_people(gathering.id), {}, matched.results
    touched: list[Participant] = []
    came: dict[Participant, bool] = {}
    for index, row, line in said_again(matched.good, gathering):
        if line:
            touched.append(correct_again(line, row, results[index]))
        elif index in matched.people:
            touched.append(enter(gathering, row, matched.people[index], known, first, results[index]))
        else:
            raise ListChanged
        if "repeats" not in results[index]:
            came[touched[-1]] = row["attended"]
    mark(came, marker)
    tell(gathering, touched)
    return results


def mark(came: Mapping[Participant, bool], marker: Marker, checkpoint: str = WHOLE) -> None:
    """Say who was there at a checkpoint; whether somebody attended follows from all of his marks,
    and is written here alone."""
    db.session.flush()
    rows = [
        {
            "participant_id": line.id,
            "checkpoint": checkpoint,
            "present": present,
            "source": marker.source,
            "marked_by": marker.by,
        }
        for line, present in came.items()
    ]
    if rows:
        db.session.execute(SAY, rows)
    found = dict(
        db.session.execute(
            select(Mark.participant_id, func.bool_or(Mark.present))
            .where(Mark.participant_id.in_([line.id for line in came]))
            .group_by(Mark.participant_id)
        ).all()
    )
    for line in came:
        line.attended = found[line.id]


def tell(gathering: Gathering, lines: Iterable[Participant]) -> None:
    """Tell reports who was there; with the first who came, and the last taken off, a gathering that was held
    begins and ceases to count."""
    db.session.flush()
    count_people([gathering.id])
    publish_attendance(lines)
    if gathering.status == "held":
        publish_gathering(gathering)


def count_people(gatherings: Iterable[uuid.UUID]) -> None:
    """Count the people of some lists anew beside their gatherings."""
    people = select(func.count(PERSON.distinct())).where(Participant.gathering_id == Gathering.id)
    counted = {
        "listed": people.scalar_subquery(),
        "attended": people.where(Participant.attended).scalar_subquery(),
    }
    db.session.execute(
        update(Gathering).where(Gathering.id.in_(gatherings)).values(counted),
        execution_options={"synchronize_session": "fetch"},
    )


def match(gathering: Gathering, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ask the registry who these people are;
    the same list of the same gathering always gets the same answer."""
    key = f"{gathering.id}:{hashlib.sha256(dumps(people)).hexdigest()}"
    return ask(
        "registry",
        "/registry/internal/people/matches",
        {"people": people, "region": gathering.region, "key": key},
        retries=1,
    )


def checked(rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[tuple[int, dict[str, Any]]]]:
    """A result slot for each row, and the rows of a right shape with their index."""
    schema, results, good = ParticipantIn(), [], []
    for index, row in enumerate(rows):
        try:
            good.append((index, schema.load(row)))
            results.append({"row": index, "status": "added"})
        except ValidationError as error:
            results.append(
                {
                    "row": index,
                    "status": "refused",
                    "name": str(row.get("name") or "") if isinstance(row, dict) else "",
                    "problems": translated(error.messages),
                }
            )
    return results, good


def said_again(
    rows: list[tuple[int, dict[str, Any]]], gathering: Gathering
) -> Iterator[tuple[int, dict[str, Any], Participant | None]]:
    """The rows, each with the line of the list that it only says again; such a row corrects its line,
    each line once.

    Without a phone the registry would rightly doubt whether two people of one name are one;
    on one list they are.
    """
    lines: dict[str, list[Participant]] = {}
    for line in participants_of(gathering.id):
        lines.setdefault(word_key(line.name), []).append(line)
    for index, row in rows:
        named = lines.get(word_key(row["name"]), [])
        found = next((line for line in named if not row["phone"] and agree(row, line)), None)
        if found:
            named.remove(found)
        yield index, row, found


def correct_again(line: Participant, row: dict[str, Any], result: dict[str, Any]) -> Participant:
    """Take over what a row says of a line it repeats."""
    same = {"status": "updated", "match": "same", "reasons": ["same_name"]}
    result |= {**same, "person_id": line.person_id, "name": row["name"]}
    return correct(line, row)


def agree(row: dict[str, Any], line: Participant) -> bool:
    """Whether nothing that both say of a person differs."""
    return all(
        not row[name]
        or not getattr(line, name)
        or word_key(str(row[name])) == word_key(str(getattr(line, name)))
        for name in ("sex", "birth_year", "settlement")
    )


def correct(line: Participant, row: dict[str, Any], only_gaps: bool = False) -> Participant:
    """Take over what a row says about somebody already on the list; `only_gaps` leaves what the line says."""
    for name in COPIED:
        if row.get(name) is not None and not (only_gaps and getattr(line, name) is not None):
            setattr(line, name, row[name])
    return line


def wire(row: dict[str, Any]) -> dict[str, Any]:
    """What the registry needs to know a person."""
    return {
        name: row.get(name)
        for name in ("name", "sex", "birth_year", "settlement", "category", "organisation", "phone")
    }


def enter(
    gathering: Gathering,
    row: dict[str, Any],
    match: dict[str, Any],
    known: dict[uuid.UUID, Participant],
    first: dict[uuid.UUID, int],
    result: dict[str, Any],
) -> Participant:
    """Put one matched person on the list, or correct the line he already has;
    a second row of the same list only fills its gaps."""
    person_id = uuid.UUID(match["person_id"])
    line = known.get(person_id)
    result |= {
        "person_id": person_id,
        "match": match["verdict"],
        "reasons": match["reasons"],
        "name": row["name"],
    }
    if line is None:
        line = Participant(
            gathering_id=gathering.id,
            person_id=person_id,
            name=row["name"],
            attended=False,
            **{name: row.get(name) for name in COPIED},
        )
        db.session.add(line)
        known[person_id] = line
        first[person_id] = result["row"]
        return line
    result["status"] = "updated"
    if person_id in first:
        result["repeats"] = first[person_id]
    first.setdefault(person_id, result["row"])
    return correct(line, row, only_gaps="repeats" in result)


def change_line(line: Participant, values: dict[str, Any]) -> Participant:
    """Correct a line of a list as a person rewrites it;
    who it is stays, the registry's card has its own page. LineRepeated."""
    for other in participants_of(line.gathering_id):
        if other.id != line.id and word_key(other.name) == word_key(values["name"]) and agree(values, other):
            raise LineRepeated(field="name", name=other.name)
    mark({line: values.pop("attended")}, Marker("list", actor().id))
    for name, value in values.items():
        setattr(line, name, value)
    tell(gathering_of(line), [line])
    return line


def gathering_of(line: Participant) -> Gathering:
    """The gathering a line is on the list of."""
    return db.session.get_one(Gathering, line.gathering_id)


def remove_line(line: Participant) -> None:
    """Take somebody off a list he was never on;
    reports forget him by the absence told before the line goes."""
    gathering = gathering_of(line)
    publish(db.session, replace(attendance_record(line), attended=False))
    db.session.delete(line)
    tell(gathering, ())


def mark_list(gathering: Gathering, shown: set[uuid.UUID], present: set[uuid.UUID]) -> None:
    """Correct the attendance of the lines that were shown; only those that changed are published."""
    changed = [
        line
        for line in participants_of(gathering.id)
        if line.id in shown and line.attended != (line.id in present)
    ]
    mark({line: line.id in present for line in changed}, Marker("list", actor().id))
    tell(gathering, changed)
