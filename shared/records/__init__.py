"""What services tell one another: one file a publisher, frozen records without behaviour.

A record is the present state of a thing its publisher owns. Fields hold JSON values only; dates are ISO strings, money is a
decimal string. A reader ignores fields it does not know, so a newer publisher can talk to an older reader.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from shared.records.events import Attendance, Gathering, Publication
from shared.records.grants import Application, Award, Contest
from shared.records.registry import Centre, Person, Project

Record = Project | Centre | Person | Gathering | Attendance | Publication | Contest | Application | Award
KINDS: dict[str, type[Any]] = {
    kind.KIND: kind
    for kind in (Project, Centre, Person, Gathering, Attendance, Publication, Contest, Application, Award)
}
SENDERS = {name: kind.__module__.rsplit(".", 1)[1] for name, kind in KINDS.items()}


def state(record: Record) -> dict[str, Any]:
    """The JSON state of a record."""
    return asdict(record)


def read(kind: str, data: dict[str, Any]) -> Any:
    """A record from its JSON state; TypeError when a field is missing."""
    cls = KINDS[kind]
    known = {item.name for item in fields(cls)}
    return cls(**{name: value for name, value in data.items() if name in known})
