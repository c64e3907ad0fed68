"""Entering who took part."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.participants.models import WHOLE, Mark, Participant
from services.events.participants.operations.attendance import Marker, forget, mark, tell
from services.events.participants.operations.days import checkpoint_of
from services.events.participants.operations.matching import Matched, Row, said_again, taking_people
from services.events.participants.queries import known_people
from shared.doors.errors import Conflict
from shared.flushing import row_of
from shared.ids import new_id

COPIED = ("sex", "birth_year", "settlement", "category", "organisation")


class ListChanged(Conflict):
    """Somebody changed this list meanwhile. Nothing was entered; send it again."""

    code = "list_changed"


@dataclass
class Known:
    """Who is on the list so far, and which row of what is entered named him first."""

    lines: dict[uuid.UUID, Participant]
    first: dict[uuid.UUID, int] = field(default_factory=dict)


def add_participants(gathering: Gathering, matched: Matched, marker: Marker) -> list[Row]:
    """Enter rows as they come; a result for each: {row, status: added|updated|refused, person_id, match,
    reasons, repeats, problems}."""
    taking_people(gathering)
    people = {found["person_id"] for found in matched.people.values()}
    known, touched = Known(known_people(gathering.id, people)), []
    came: dict[str, dict[Participant, bool]] = {}
    for index, row, line in said_again(matched.good, gathering):
        result = matched.results[index]
        touched.append(taken(gathering, row, line, matched.people.get(index), known, result))
        put_together(came, touched[-1], marks_of(gathering, row), result)
    mark_all(came, marker)
    tell(gathering, touched)
    return matched.results


def taken(
    gathering: Gathering, row: Row, line: Participant | None, match: Row | None, known: Known, result: Row
) -> Participant:
    """The line of a row: the one it says again, or that of the person it was matched with. ListChanged."""
    if line:
        return correct_again(line, row, result)
    if match is None:
        raise ListChanged
    return enter(gathering, row, match, known, result)


def mark_all(came: dict[str, dict[Participant, bool]], marker: Marker) -> None:
    """Say who was there at each checkpoint; days take the place of a mark of the whole."""
    for line in present_new(came):  # written once, with what its marks will say
        line.attended = True
    for checkpoint, marks in came.items():
        if checkpoint != WHOLE:
            forget(marks, Mark.checkpoint == WHOLE)
        mark(marks, marker, checkpoint)


def present_new(came: dict[str, dict[Participant, bool]]) -> list[Participant]:
    """Lines not written yet of people who were there."""
    new = db.session.new
    return [line for marks in came.values() for line, present in marks.items() if present and line in new]


def put_together(
    came: dict[str, dict[Participant, bool]],
    line: Participant,
    marks: dict[str, bool],
    result: dict[str, Any],
) -> None:
    """Take the marks of a row; of two rows of one person, whoever came at all was there, and it is said."""
    before = [said[line] for said in came.values() if line in said]
    if before and any(before) != any(marks.values()):
        result["differs"] = True
    for checkpoint, present in marks.items():
        said = came.setdefault(checkpoint, {})
        said[line] = said.get(line, False) or present


def marks_of(gathering: Gathering, row: dict[str, Any]) -> dict[str, bool]:
    """The marks of a row by checkpoint: its days, or the gathering as a whole."""
    days = row.get("days") or {}
    return {checkpoint_of(gathering, title): present for title, present in days.items()} or {
        WHOLE: row["attended"]
    }


def enter(gathering: Gathering, row: Row, match: Row, known: Known, result: Row) -> Participant:
    """Put one matched person on the list, or correct the line he already has;
    a second row of the same list only fills its gaps."""
    person = uuid.UUID(match["person_id"])
    result |= {
        "person_id": person,
        "match": match["verdict"],
        "reasons": match["reasons"],
        "name": row["name"],
    }
    line = known.lines.get(person)
    if line is None:
        line = known.lines[person] = new_line(gathering, person, row)
    else:
        result["status"] = "updated"
        if person in known.first:
            result["repeats"] = known.first[person]
        correct(line, row, only_gaps="repeats" in result)
    known.first.setdefault(person, result["row"])
    return line


def new_line(gathering: Gathering, person: uuid.UUID, row: Row) -> Participant:
    """A line for somebody who is not on the list yet."""
    copied = {name: row.get(name) for name in COPIED}
    said = {
        "id": new_id(),  # given beforehand, so that thousands are written without asking their ids back
        "gathering_id": gathering.id,
        "person_id": person,
        "name": row["name"],
        "attended": False,
        "extra": row["extra"],
    }
    line = row_of(Participant, said | copied)
    db.session.add(line)
    return line


def correct_again(line: Participant, row: dict[str, Any], result: dict[str, Any]) -> Participant:
    """Take over what a row says of a line it repeats."""
    same = {"status": "updated", "match": "same", "reasons": ["same_name"]}
    result |= {**same, "person_id": line.person_id, "name": row["name"]}
    return correct(line, row)


def correct(line: Participant, row: dict[str, Any], only_gaps: bool = False) -> Participant:
    """Take over what a row says about somebody already on the list; `only_gaps` leaves what the line says."""
    for name in COPIED:
        if row.get(name) is not None and not (only_gaps and getattr(line, name) is not None):
            setattr(line, name, row[name])
    if row["extra"]:
        line.extra = {**row["extra"], **line.extra} if only_gaps else {**line.extra, **row["extra"]}
    return line
