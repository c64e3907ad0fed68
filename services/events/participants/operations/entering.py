"""Entering who took part."""

from __future__ import annotations

import uuid
from typing import Any

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.participants.models import WHOLE, Mark, Participant
from services.events.participants.operations.attendance import Marker, forget, mark, tell
from services.events.participants.operations.days import checkpoint_of
from services.events.participants.operations.matching import Matched, said_again, taking_people
from services.events.participants.queries import (
    known_people,
)
from shared.doors.errors import Conflict

COPIED = ("sex", "birth_year", "settlement", "category", "organisation")


class ListChanged(Conflict):
    """Somebody changed this list meanwhile. Nothing was entered; send it again."""

    code = "list_changed"


def add_participants(gathering: Gathering, matched: Matched, marker: Marker) -> list[dict[str, Any]]:
    """Enter rows as they come; a result for each: {row, status: added|updated|refused, person_id, match,
    reasons, repeats, problems}."""
    taking_people(gathering)
    known, first, results = known_people(gathering.id), {}, matched.results
    touched: list[Participant] = []
    came: dict[str, dict[Participant, bool]] = {}
    for index, row, line in said_again(matched.good, gathering):
        if line:
            touched.append(correct_again(line, row, results[index]))
        elif index in matched.people:
            touched.append(enter(gathering, row, matched.people[index], known, first, results[index]))
        else:
            raise ListChanged
        put_together(came, touched[-1], marks_of(gathering, row), results[index])
    mark_all(came, marker)
    tell(gathering, touched)
    return results


def mark_all(came: dict[str, dict[Participant, bool]], marker: Marker) -> None:
    """Say who was there at each checkpoint; days take the place of a mark of the whole."""
    for checkpoint, marks in came.items():
        if checkpoint != WHOLE:
            forget(marks, Mark.checkpoint == WHOLE)
        mark(marks, marker, checkpoint)


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
    return line
