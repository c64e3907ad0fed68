"""What is true about problems of sessions."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, exists, literal, select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import get_gathering, visible
from services.events.problems.models import Problem, Protocol
from shared.access import in_scope
from shared.doors.errors import NotFound
from shared.language.gatherings import THEMATIC_SESSION
from shared.language.problems import PRIORITIES
from shared.sameness import as_said

VIEW, RECORD = "problem.view", "problem.record"
NAMED, WITHDRAWN = "named", "withdrawn"
MOST_WAITING = 100
Found = Any  # a row of a list as it was found, with the names of COLUMNS
URGENT_FIRST = case({code: place for place, code in enumerate(PRIORITIES)}, value=Problem.priority)
ALIVE = Problem.withdrawn_because.is_(None)
COLUMNS = (
    Problem.id,
    Gathering.project_id,
    Problem.gathering_id,
    Gathering.title.label("session"),
    Gathering.starts_on.label("held_on"),
    Problem.title,
    Problem.title_kk,
    Problem.votes,
    Problem.sector,
    Problem.priority,
    Gathering.region,
    Problem.settlement,
    case((ALIVE, NAMED), else_=WITHDRAWN).label("status"),
)
CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project_id": lambda key: Gathering.project_id == key,
    "gathering_id": lambda key: Problem.gathering_id == key,
    "region": lambda region: Gathering.region == region,
    "sector": lambda sector: Problem.sector == sector,
}


def get_session(gathering_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Gathering:
    """A thematic session in the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    session = get_gathering(gathering_id, permission, lock)
    if session.type != THEMATIC_SESSION:
        raise NotFound
    return session


def get_problem(problem_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Problem:
    """A problem of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Problem, problem_id, with_for_update=lock or None)
    if found is None or not in_scope(permission, found.gathering.region):
        raise NotFound
    return found


def problems_of(session: Gathering) -> Sequence[Problem]:
    """The problems a session named: the most urgent first, then those of most votes."""
    mine = select(Problem).where(Problem.gathering_id == session.id, ALIVE)
    return db.session.scalars(mine.order_by(URGENT_FIRST, Problem.votes.desc(), Problem.id)).all()


def protocol_of(session: Gathering) -> Protocol | None:
    """The protocol of a session, if somebody wrote it."""
    return db.session.scalar(select(Protocol).where(Protocol.gathering_id == session.id))


def title_key(title: str) -> str:
    """A title as it is compared: capitals, quotes and doubled spaces mean nothing."""
    return db.session.scalar(select(as_said(literal(title)))) or title


def named_alike(session_id: uuid.UUID, key: str, itself: uuid.UUID | None) -> Problem | None:
    """Another problem of a session with the same title."""
    found = select(Problem).where(Problem.gathering_id == session_id, Problem.title_key == key, ALIVE)
    return next((row for row in db.session.scalars(found) if row.id != itself), None)


def problem_page(wanted: Mapping[str, Any], after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    found = (condition(wanted[name]) for name, condition in CONDITIONS.items() if wanted.get(name))
    joined = select(*COLUMNS).join(Gathering, Gathering.id == Problem.gathering_id).where(*found)
    statement = visible(joined, VIEW).order_by(Problem.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Problem.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def silent_sessions() -> list[Found]:
    """Sessions the actor may write of that were held and named no problem yet, the oldest first."""
    none = ~exists().where(Problem.gathering_id == Gathering.id, ALIVE)
    columns = Gathering.id, Gathering.title, Gathering.title_kk, Gathering.settlement, Gathering.starts_on
    held = Gathering.type == THEMATIC_SESSION, Gathering.status == "held", none
    found = visible(select(*columns), RECORD).where(*held).order_by(Gathering.starts_on, Gathering.id)
    return list(db.session.execute(found.limit(MOST_WAITING)))
