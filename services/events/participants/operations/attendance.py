"""Saying who was there, and counting them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering, told_status
from services.events.participants.models import WHOLE, Mark, Participant
from services.events.participants.queries import participants_of
from services.events.participants.record import publish_attendance
from shared.access import actor
from shared.acts import changes
from shared.acts.changes import Change
from shared.ids import new_id

# As texts: thousands of rows one by one cost more than the writing.
SAY = text("""
    INSERT INTO marks (id, participant_id, checkpoint, present, source, marked_by)
    SELECT CAST(id AS uuid), CAST(line AS uuid), :checkpoint, CAST(present AS boolean), :source, :by
    FROM unnest(string_to_array(:ids, ','), string_to_array(:lines, ','), string_to_array(:presences, ','))
        AS said (id, line, present)
    ON CONFLICT (participant_id, checkpoint) DO UPDATE SET present = EXCLUDED.present,
        source = EXCLUDED.source, marked_by = EXCLUDED.marked_by, marked_at = now()""")
# Merged people are one. A list is gone over once, however long it is; one with nobody left has none.
COUNT = text("""
    UPDATE gatherings SET listed = counted.listed, attended = counted.attended FROM (
        SELECT asked.id, count(person.id) AS listed, count(*) FILTER (WHERE person.came) AS attended
        FROM unnest(CAST(:gatherings AS uuid[])) AS asked(id) LEFT JOIN (
            SELECT p.gathering_id, coalesce(c.same_as, p.person_id::text) AS id, bool_or(p.attended) AS came
            FROM participants p LEFT JOIN person_copies c ON c.id = p.person_id::text
            WHERE p.gathering_id = ANY(:gatherings) GROUP BY 1, 2) person ON person.gathering_id = asked.id
        GROUP BY asked.id) counted
    WHERE gatherings.id = counted.id RETURNING gatherings.id, counted.listed, counted.attended""")


@dataclass(frozen=True)
class Marker:
    """Who says who was there, and from where: list, import, api, paper, check_in."""

    source: str
    by: str


def mark(came: Mapping[Participant, bool], marker: Marker, checkpoint: str = WHOLE) -> None:
    """Say who was there at a checkpoint; whether somebody attended follows from all of his marks,
    and is written here alone."""
    db.session.flush()
    if checkpoint == WHOLE:  # who was not there at all was there on no day
        forget([line for line, present in came.items() if not present], Mark.checkpoint != WHOLE)
    if came:
        tell_marks(came, checkpoint)
        db.session.execute(SAY, {"checkpoint": checkpoint, **vars(marker), **in_texts(came)})
    marked = present_anywhere(line.id for line in came)
    for line in came:
        if line.attended != marked[line.id]:  # else thousands are looked at for a change they have not
            line.attended = marked[line.id]


def in_texts(came: Mapping[Participant, bool]) -> dict[str, str]:
    """Lines and whether each was there, as the statement takes them, with an id for each mark."""
    return {
        "ids": ",".join(str(new_id()) for _line in came),
        "lines": ",".join(str(line.id) for line in came),
        "presences": ",".join(str(present) for present in came.values()),
    }


def tell_marks(came: Mapping[Participant, bool], checkpoint: str) -> None:
    """Let the history say which marks are made and changed; the first of the whole a line itself tells."""
    there = select(Mark.participant_id, Mark.present).where(
        Mark.checkpoint == checkpoint, Mark.participant_id == func.any([line.id for line in came])
    )
    before = {row[0]: row[1] for row in db.session.execute(there)}
    for line, present in came.items():
        first = line.id not in before
        if before.get(line.id) != present and not (first and checkpoint == WHOLE):
            tell_mark("made" if first else "changed", line, checkpoint, (before.get(line.id), present))


def tell_mark(
    what: str, line: Participant, checkpoint: str, present: tuple[bool | None, bool | None]
) -> None:
    """Let the history of the gathering say what became of one mark."""
    fields = {"checkpoint": (checkpoint, checkpoint), "present": present}
    change = Change("marks", f"{line.id}/{checkpoint}", what, dict(fields))
    changes.tell(db.session, change, line.id, line.gathering_id)


def present_anywhere(lines: Iterable[uuid.UUID]) -> dict[uuid.UUID, bool]:
    """Whether each of some lines is marked as present at any checkpoint."""
    found = (
        select(Mark.participant_id, func.bool_or(Mark.present))
        .where(Mark.participant_id == func.any(list(lines)))
        .group_by(Mark.participant_id)
    )
    return {row[0]: row[1] for row in db.session.execute(found)}


def forget(lines: Iterable[Participant], which: Any) -> None:
    """Take away marks that others replace."""
    db.session.flush()
    of = {line.id: line for line in lines}
    if not of:
        return
    gone = delete(Mark).where(Mark.participant_id == func.any(list(of)), which)
    for mine, checkpoint, present in db.session.execute(
        gone.returning(Mark.participant_id, Mark.checkpoint, Mark.present)
    ):
        tell_mark("removed", of[mine], checkpoint, (present, None))


def mark_list(gathering: Gathering, shown: set[uuid.UUID], present: set[uuid.UUID]) -> None:
    """Correct the attendance of the lines that were shown; only those that changed are published."""
    lines = participants_of(gathering.id, Participant.id == func.any(list(shown)))
    changed = [line for line in lines if line.attended != (line.id in present)]
    mark({line: line.id in present for line in changed}, Marker("list", actor().id))
    tell(gathering, changed)


def tell(gathering: Gathering, lines: Iterable[Participant]) -> None:
    """Tell reports who was there; with the first who came, and the last taken off, a gathering that was held
    begins and ceases to count."""
    db.session.flush()
    before = told_status(gathering)
    count_people([gathering.id])
    publish_attendance(lines)
    if told_status(gathering) != before:
        publish_gathering(gathering)


def count_people(gatherings: Iterable[uuid.UUID]) -> None:
    """Count the people of some lists anew beside their gatherings."""
    for row in db.session.execute(COUNT, {"gatherings": list(gatherings)}):
        if known := db.session.identity_map.get(identity_key(Gathering, row.id)):
            set_committed_value(known, "listed", row.listed)
            set_committed_value(known, "attended", row.attended)
