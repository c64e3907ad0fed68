"""What was done, read back: of an object, of a person, of a whole service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from flask import current_app
from sqlalchemy import text

from shared.acts.changes import Change

OF_OBJECT = text(
    "SELECT number, content FROM acts WHERE content -> 'touched' @> CAST(:touched AS jsonb) "
    "ORDER BY number DESC LIMIT :most"
)
OF_PERSON = text(
    "SELECT number, content FROM acts WHERE content -> 'who' ->> 'id' = :person "
    "ORDER BY number DESC LIMIT :most"
)
WHOLE = text("SELECT jsonb_pretty(content) FROM acts WHERE number = :number")
LAST = text("SELECT number, content FROM acts ORDER BY number DESC LIMIT :most")
MOST = 30


@dataclass(frozen=True)
class Act:
    """One act as it was written."""

    number: int
    at: datetime
    who: str
    kind: str
    door: str
    verb: str
    about: str
    why: str
    changes: tuple[Change, ...]
    more: tuple[tuple[str, str, int], ...]


def read(number: int, content: dict[str, Any]) -> Act:
    """An act from its row."""
    return Act(
        number=number,
        at=datetime.fromisoformat(content["at"]),
        who=content["who"]["name"],
        kind=content["who"]["kind"],
        door=content["door"],
        verb=content["verb"],
        about=content["object"]["id"],
        why=content["why"],
        changes=tuple(Change(**change) for change in content["changes"]),
        more=tuple((kind, what, count) for kind, what, count in content["more"]),
    )


def found(statement: Any, **asked: object) -> list[Act]:
    """The acts a statement finds, the latest first."""
    session = current_app.extensions["sqlalchemy"].session
    return [read(row.number, row.content) for row in session.execute(statement, {"most": MOST, **asked})]


def of_object(row_id: object) -> list[Act]:
    """The last acts that touched an object or what hangs on it."""
    return found(OF_OBJECT, touched=orjson.dumps([str(row_id)]).decode())


def of_person(person: str) -> list[Act]:
    """The last acts of a user or of a token."""
    return found(OF_PERSON, person=person)


def whole(app: Any, number: int) -> str:
    """One act of a service with every row it keeps, as JSON; "" when there is none of that number."""
    with app.app_context():
        return app.extensions["sqlalchemy"].session.scalar(WHOLE, {"number": number}) or ""


def last_lines(app: Any) -> Iterator[str]:
    """The last acts of a service, oldest first, each in a line."""
    with app.app_context():
        acts = found(LAST)
    for act in reversed(acts):
        who = act.who or act.kind
        yield f"{act.number} {act.at:%Y-%m-%d %H:%M:%S} {who} {act.door} {act.verb} {act.about}".rstrip()
