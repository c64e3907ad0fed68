"""What is true about initiative groups."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select

from services.registry.db import Evidence, db
from services.registry.groups.models import Check, Group, Member
from services.registry.people.models import Person
from services.registry.people.rules.names import sort_key
from services.registry.plans.models import Project
from shared.access import in_scope
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.evidence import PROVING_GROUP
from shared.reach import in_reach
from shared.sameness import as_place, as_said, is_of
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
VIEW, RECORD = "group.view", "group.record"
PROVEN, UNPROVEN, WITHDRAWN = "proven", "unproven", "withdrawn"
LASTS, LAPSED, DUE, YOUNG = "lasts", "lapsed", "due", "young"
CHECKED_AFTER = timedelta(days=91)  # three months: the agreed test of decision 70
MOST_WAITING = 200
PROTOCOL = (
    select(Evidence.id)
    .where(Evidence.proving("initiative_group", Group.id), Evidence.kind.in_(PROVING_GROUP))
    .correlate(Group)
    .exists()
)
STATE = case((Group.withdrawn_because.is_not(None), WITHDRAWN), (PROTOCOL, PROVEN), else_=UNPROVEN)
MEMBERS = (
    select(func.count())
    .where(Member.group_id == Group.id)
    .correlate(Group)
    .scalar_subquery()
    .label("members")
)


def last_check(column: Any) -> Any:
    """What the last check of a group says."""
    of_it = select(column).where(Check.group_id == Group.id).correlate(Group)
    return of_it.order_by(Check.checked_on.desc(), Check.id.desc()).limit(1).scalar_subquery()


HOLDS = last_check(and_(Check.meets, Check.led, Check.acts))
CHECKED_ON = last_check(Check.checked_on)
COLUMNS = (
    Group.id,
    Group.project_id,
    Group.activity_id,
    Group.name,
    Group.name_kk,
    Group.region,
    Group.settlement,
    Group.problem,
    Group.problem_kk,
    Group.formed_on,
    MEMBERS,
    HOLDS.label("lasts"),
    CHECKED_ON.label("checked_on"),
    STATE.label("state"),
)
SORTS = {
    "name": Group.name,
    "region": Group.region,
    "settlement": Group.settlement,
    "formed_on": Group.formed_on,
    "members": MEMBERS,
    "state": STATE,
}


def get_group(group_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Group:
    """A group of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Group, group_id, with_for_update=lock or None)
    if found is None or not in_scope(permission, found.region):
        raise NotFound
    return found


def within(permission: str) -> ColumnElement[bool]:
    """The condition that a group is of a region where the actor holds the permission."""
    return in_reach(Group.region, permission)


def worded(words: str) -> ColumnElement[bool]:
    """The condition that the name, the village or the problem has these words."""
    said = (Group.name, Group.name_kk, Group.problem, Group.problem_kk)
    return or_(is_of(Group.settlement, words), *(one.icontains(words, autoescape=True) for one in said))


def is_due() -> ColumnElement[bool]:
    """The condition that a group is to be visited: three months after it was founded or last visited."""
    since = func.coalesce(CHECKED_ON, Group.formed_on)
    return and_(since <= today() - CHECKED_AFTER, Group.withdrawn_because.is_(None))


def lasting(which: str) -> ColumnElement[bool]:
    """The condition of a group by its visits."""
    return {LASTS: HOLDS.is_(True), LAPSED: HOLDS.is_(False), YOUNG: HOLDS.is_(None)}.get(which, is_due())


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(Group.project_id, Text) == str(key),
    "region": lambda region: Group.region == region,
    "state": lambda state: state == STATE,
    "lasts": lasting,
    "q": worded,
}


def filtered(filters: Filters) -> Select[Any]:
    """Groups the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(within(VIEW), *wanted)


def group_rows(filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    ordered = filtered(filters).order_by(sorting.term(SORTS, Group.name), Group.name, Group.id)
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_groups(filters: Filters) -> int:
    """How many groups a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def group_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(Group.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Group.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def group_row(group: Group) -> Found:
    """One group as a list shows it, whoever asks."""
    return db.session.execute(select(*COLUMNS).where(Group.id == group.id)).one()


def checks_of(group: Group) -> list[Check]:
    """The visits of a group, the last one first."""
    found = select(Check).where(Check.group_id == group.id)
    return list(db.session.scalars(found.order_by(Check.checked_on.desc(), Check.id.desc())))


def key_of(name: str) -> str:
    """A group's name as names are compared."""
    return db.session.scalars(select(as_said(name))).one()


def of_this_name(group: Group, name_key: str) -> list[Group]:
    """Other groups of the project that are called so and stand, the oldest first."""
    standing = select(Group).where(
        Group.project_id == group.project_id,
        Group.name_key == name_key,
        Group.withdrawn_because.is_(None),
    )
    return [other for other in db.session.scalars(standing.order_by(Group.id)) if other is not group]


def same_place(one: str, other: str) -> bool:
    """Whether two villages are one, however they are written."""
    return bool(db.session.scalar(select(as_place(one) == as_place(other))))


def known_people(names: Iterable[str], region: str, settlement: str) -> dict[str, uuid.UUID]:
    """Who of the register bears each of these names in the village, where exactly one does:
    the person his record counts as, by the name."""
    keys = {name: sort_key(name) for name in names}
    root = func.coalesce(Person.merged_into, Person.id)
    there = (Person.region == region, as_place(Person.settlement) == as_place(settlement))
    found = select(Person.sort_key, root).where(Person.sort_key.in_(keys.values()), *there).distinct()
    borne: dict[str, list[uuid.UUID]] = {}
    for key, person in db.session.execute(found):
        borne.setdefault(key, []).append(person)
    return {name: borne[key][0] for name, key in keys.items() if len(borne.get(key, ())) == 1}


def waiting(condition: ColumnElement[bool]) -> list[Found]:
    """Groups the actor records of which something is lacking, the oldest first;
    none of a project that is closed."""
    opened = select(Project.id).where(Project.closed_on.is_(None))
    mine = select(*COLUMNS).where(within(RECORD), condition, Group.project_id.in_(opened))
    return list(db.session.execute(mine.order_by(Group.formed_on, Group.id).limit(MOST_WAITING)))


def to_be_visited(row: Found) -> date:
    """The day a group was to be visited again."""
    since: date = row.checked_on or row.formed_on
    return since + CHECKED_AFTER
