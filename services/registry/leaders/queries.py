"""What is true about the leaders' pool."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, or_, select

from services.registry.db import db
from services.registry.leaders.models import Leader
from services.registry.people.models import Person
from shared.access import in_scope
from shared.doors.errors import NotFound
from shared.reach import in_reach
from shared.sameness import is_of
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
VIEW, RECORD = "leader.view", "leader.record"
AGREED, UNASKED, LEFT = "agreed", "unasked", "left"
MOST_WAITING = 200
STATE = case((Leader.left_because.is_not(None), LEFT), (Leader.agreed_on.is_(None), UNASKED), else_=AGREED)
COLUMNS = (
    Leader.id,
    Leader.project_id,
    Leader.person_id,
    Leader.region,
    Leader.joined_on,
    Leader.learned_at,
    Leader.trained_on,
    Leader.topics,
    Leader.agreed_on,
    STATE.label("state"),
)
PERSON = (Person.name, Person.settlement)
SORTS = {
    "name": Person.sort_key,
    "region": Leader.region,
    "joined_on": Leader.joined_on,
    "learned_at": Leader.learned_at,
    "state": STATE,
}


def get_leader(leader_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Leader:
    """A leader of the actor's regions; NotFound. `lock` holds him against a concurrent change."""
    found = db.session.get(Leader, leader_id, with_for_update=lock or None)
    if found is None or not in_scope(permission, found.region):
        raise NotFound
    return found


def within(permission: str) -> ColumnElement[bool]:
    """The condition that a leader is of a region where the actor holds the permission."""
    return in_reach(Leader.region, permission)


def worded(words: str) -> ColumnElement[bool]:
    """The condition that the name, the village, the training or the topics have these words."""
    said = (Person.name, Leader.learned_at, Leader.topics)
    return or_(is_of(Person.settlement, words), *(one.icontains(words, autoescape=True) for one in said))


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(Leader.project_id, Text) == str(key),
    "region": lambda region: Leader.region == region,
    "state": lambda state: state == STATE,
    "q": worded,
}


def filtered(filters: Filters) -> Select[Any]:
    """Leaders the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    joined = select(*COLUMNS, *PERSON).join(Person, Person.id == Leader.person_id)
    return joined.where(within(VIEW), *wanted)


def leader_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    ordered = filtered(filters).order_by(sorting.term(SORTS, Person.sort_key), Leader.id)
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_leaders(filters: Filters) -> int:
    """How many leaders a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def leader_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads without names, the newest first, one row more than the limit."""
    statement = filtered(filters).with_only_columns(*COLUMNS).order_by(Leader.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Leader.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def memberships(person: Person) -> list[Leader]:
    """Where a person is in a pool, under any of his records, the newest first."""
    same = select(Person.id).where(or_(Person.id == person.id, Person.merged_into == person.id))
    found = select(Leader).where(Leader.person_id.in_(same), within(VIEW))
    return list(db.session.scalars(found.order_by(Leader.joined_on.desc(), Leader.id.desc())))


def in_pool(project_id: uuid.UUID, person_id: uuid.UUID) -> Leader | None:
    """A person's place in the pool of a project while he is in it."""
    standing = Leader.project_id == project_id, Leader.person_id == person_id, Leader.left_because.is_(None)
    return db.session.scalars(select(Leader).where(*standing)).first()


def unasked() -> list[Found]:
    """Leaders without consent to be contacted, whom the actor may ask."""
    joined = select(*COLUMNS, *PERSON).join(Person, Person.id == Leader.person_id)
    mine = joined.where(within(RECORD), STATE == UNASKED)
    return list(db.session.execute(mine.order_by(Leader.joined_on, Leader.id).limit(MOST_WAITING)))
