"""Correcting the lines of a list one by one."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from services.events.participants.operations.attendance import Marker, mark, tell
from services.events.participants.operations.matching import agree
from services.events.participants.operations.questions import asked_of
from services.events.participants.queries import lines_named
from services.events.participants.record import attendance_record
from shared.access import actor
from shared.doors.errors import Conflict
from shared.plugins import extra
from shared.queue.outbox import publish


class LineRepeated(Conflict):
    """“%(name)s” is on this list already.
    Take this line off, or write a year of birth or a settlement that tells the two apart."""

    code = "line_repeated"


def change_line(line: Participant, values: dict[str, Any]) -> Participant:
    """Correct a line of a list as a person rewrites it;
    who it is stays, the registry's card has its own page. LineRepeated."""
    for other in lines_named(line.gathering_id, [values["name"]]):
        if other.id != line.id and agree(values, other):
            raise LineRepeated(field="name", name=other.name)
    mark({line: values.pop("attended")}, Marker("list", actor().id))
    values["extra"] = extra.check(asked_of(line), values["extra"], line.extra)
    for name, value in values.items():
        setattr(line, name, value)
    tell(gathering_of(line), [line])
    return line


def remove_line(line: Participant) -> None:
    """Take somebody off a list he was never on;
    reports forget him by the absence told before the line goes."""
    gathering = gathering_of(line)
    publish(db.session, replace(attendance_record(line), attended=False))
    db.session.delete(line)
    tell(gathering, ())


def gathering_of(line: Participant) -> Gathering:
    """The gathering a line is on the list of."""
    return db.session.get_one(Gathering, line.gathering_id)
