"""What is true about applications."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, join, null, or_, select

from services.grants.applications.models import Application
from services.grants.contests.models import Contest, Intake
from services.grants.contests.queries.reach import may, regions_in, somewhere, within
from services.grants.db import Evidence, db
from services.grants.groups.models import GroupCopy
from shared.doors.errors import NotFound
from shared.reach import among
from shared.sameness import is_of
from shared.sorting import Sorting
from shared.tables import in_parts

PROVEN = (
    select(Evidence.id)
    .where(Evidence.proving("application", Application.id), Evidence.kind == "application")
    .exists()
)


@dataclass(frozen=True)
class ListedApplication:
    """An application as lists show it; who leads the group is None for those who only look."""

    id: uuid.UUID
    contest_id: uuid.UUID
    number: str
    region: str
    settlement: str
    group_name: str
    group_kk: str | None
    group_id: uuid.UUID | None
    direction_id: uuid.UUID | None
    title: str
    problem: str
    registered_on: date
    status: str
    reason: str | None
    requested: Decimal
    recommended: Decimal | None
    verdict: str | None
    verdict_note: str
    extra: dict[str, Any]
    award_id: uuid.UUID | None
    awarded: Decimal | None
    paid: Decimal | None
    has_scan: bool
    leader_name: str | None
    leader_person_id: uuid.UUID | None


@dataclass(frozen=True)
class Waiting:
    """An application that waits for somebody."""

    id: uuid.UUID
    contest_id: uuid.UUID
    number: str
    group_name: str
    group_kk: str | None
    title: str
    requested: Decimal
    registered_on: date
    closes_on: date


WAITING = [getattr(Application, name) for name in list(Waiting.__dataclass_fields__)[:-1]] + [
    Contest.closes_on
]
MOST_WAITING = 200
LEADER = (Application.leader_name, Application.leader_person_id)
OTHERWISE = {"has_scan", *(column.key for column in LEADER)}
SHOWN = [name for name in ListedApplication.__dataclass_fields__ if name not in OTHERWISE]
PLAIN = [getattr(Application, name) for name in SHOWN]
SEARCHED = (
    Application.group_name,
    Application.group_kk,
    Application.title,
    Application.number,
)
NAMES_FOR = ("application.register", "award.grant", "award.pay")
SORTS = {
    column.key: column
    for column in (
        Application.number,
        Application.region,
        Application.group_name,
        Application.settlement,
        Application.requested,
        Application.recommended,
        Application.awarded,
        Application.paid,
        Application.registered_on,
        Application.status,
    )
}


def get_application(
    application_id: uuid.UUID, permission: str = "application.view", lock: bool = False
) -> Application:
    """An application of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    held = lock or None
    application = db.session.get(Application, application_id, with_for_update=held, populate_existing=lock)
    if application is None or not may(permission, application.contest_id, application.region):
        raise NotFound
    return application


def contest_of(application: Application) -> Contest:
    """The contest of an application."""
    contest = db.session.get(Contest, application.contest_id)
    assert contest is not None
    return contest


def intake_of(contest_id: uuid.UUID, region: str) -> Intake:
    """What the applications of a region add up to; withdrawn ones give only their days."""
    counted = Application.status != "withdrawn"
    here = (Application.contest_id == contest_id, Application.region == region)
    statement = select(
        func.coalesce(func.sum(Application.requested).filter(counted), 0).label("requested"),
        func.coalesce(func.sum(Application.recommended).filter(counted), 0).label("recommended"),
        func.count().filter(counted).label("applications"),
        func.count().filter(Application.status == "awarded").label("awards"),
        func.min(Application.registered_on).label("first_on"),
        func.max(Application.registered_on).label("last_on"),
    )
    return Intake(**db.session.execute(statement.where(*here)).mappings().one())


def sees_names(contest_id: uuid.UUID) -> bool:
    """Whether the actor works with applications of the contest somewhere,
    and so may read who leads the groups."""
    return any(somewhere(permission, contest_id) for permission in NAMES_FOR)


def leader_columns(contest_id: uuid.UUID) -> list[ColumnElement[Any]]:
    """Who leads a group where the actor works with applications, NULL for those who only look."""
    regions = [regions_in(permission, contest_id) for permission in NAMES_FOR]
    allowed = or_(*(among(Application.region, known) for known in regions))
    return [case((allowed, column), else_=null()).label(column.key) for column in LEADER]


def filtered(contest_id: uuid.UUID, filters: Mapping[str, Any]) -> Select[Any]:
    """Applications of a contest in the actor's regions by filters region, status,
    verdict ("none": not yet), scan ("no"), q."""
    mine = among(Application.region, regions_in("application.view", contest_id))
    statement = select(*PLAIN, PROVEN.label("has_scan"), *leader_columns(contest_id))
    chosen = [CONDITIONS[name](value) for name, value in filters.items() if value and name in CONDITIONS]
    return statement.where(Application.contest_id == contest_id, mine, *chosen)


def of_groups(groups: Collection[str]) -> Sequence[Application]:
    """Every application of these groups, held: it tells the names the register has for them."""
    mine = select(Application).where(cast(Application.group_id, Text).in_(groups))
    return db.session.scalars(mine.order_by(Application.id).with_for_update()).all()


def found_in(words: str) -> ColumnElement[bool]:
    """The condition that an application has these words somewhere."""
    said = (column.icontains(words, autoescape=True) for column in SEARCHED)
    return or_(is_of(Application.settlement, words), *said)


CONDITIONS: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "region": lambda region: Application.region == region,
    "status": lambda status: Application.status == status,
    "direction": lambda direction: cast(Application.direction_id, Text) == direction,
    "verdict": lambda verdict: func.coalesce(Application.verdict, "none") == verdict,
    "scan": lambda _: ~PROVEN,
    "q": found_in,
}


def application_rows(
    contest_id: uuid.UUID,
    filters: Mapping[str, Any],
    sort: str,
    limit: int,
    offset: int = 0,
    order: Mapping[str, list[str]] | None = None,
) -> list[ListedApplication]:
    """The list a page shows; `order` gives the codes of a column in the order their names are read."""
    return listed(ordered(contest_id, filters, sort, order or {}).limit(limit).offset(offset))


def application_parts(
    contest_id: uuid.UUID, filters: Mapping[str, Any], sort: str, order: Mapping[str, list[str]]
) -> Iterator[list[ListedApplication]]:
    """The whole list in parts, for whoever writes it down."""
    for part in in_parts(db.session, ordered(contest_id, filters, sort, order)):
        yield [ListedApplication(**row._mapping) for row in part]


def ordered(
    contest_id: uuid.UUID, filters: Mapping[str, Any], sort: str, order: Mapping[str, list[str]]
) -> Select[Any]:
    """Applications of a list in the order it asks for."""
    term = Sorting(sort, order).term(SORTS, Application.number)
    return filtered(contest_id, filters).order_by(term.nulls_last(), Application.number)


def listed(statement: Select[Any]) -> list[ListedApplication]:
    """The applications of a list."""
    return [ListedApplication(**row) for row in db.session.execute(statement).mappings()]


def kept_answers(contest_id: uuid.UUID) -> list[str]:
    """Keys under which applications of a contest have answers to questions of regions."""
    keys = select(func.jsonb_object_keys(Application.extra)).where(Application.contest_id == contest_id)
    return list(db.session.scalars(keys.distinct()))


def count_applications(contest_id: uuid.UUID, filters: Mapping[str, Any]) -> int:
    """How many applications a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(contest_id, filters).subquery())) or 0


def application_page(
    contest_id: uuid.UUID, filters: Mapping[str, Any], after: str | None, limit: int
) -> list[ListedApplication]:
    """The list a tool reads, by number, one row more than the limit."""
    statement = filtered(contest_id, filters).order_by(Application.number).limit(limit + 1)
    return listed(statement.where(Application.number > after) if after else statement)


def application_row(application: Application) -> ListedApplication:
    """One application as a list shows it."""
    return listed(filtered(application.contest_id, {}).where(Application.id == application.id))[0]


def unjudged(permission: str) -> list[Waiting]:
    """Applications without the commission's word that the actor may give one, the first closing first."""
    return waiting(permission, Application.status == "registered", Application.verdict.is_(None))


def unscanned(permission: str) -> list[Waiting]:
    """Applications without a signed scan that the actor registers, the first closing first."""
    return waiting(permission, Application.status.not_in(("withdrawn", "refused")), ~PROVEN)


def ungrouped(permission: str) -> list[Waiting]:
    """Awarded applications that name no group of the register, which the actor registers."""
    named = select(GroupCopy.id).where(GroupCopy.id == cast(Application.group_id, Text)).exists()
    return waiting(permission, Application.status == "awarded", ~named)


def waiting(permission: str, *wanted: ColumnElement[bool]) -> list[Waiting]:
    """Applications in the actor's reach, the first closing first."""
    mine = within(permission, Application.contest_id, Application.region)
    of_contest = join(Application, Contest, Contest.id == Application.contest_id)
    found = select(*WAITING).select_from(of_contest).where(mine, Contest.status != "dropped", *wanted)
    ordered = found.order_by(Contest.closes_on, Application.number).limit(MOST_WAITING)
    return [Waiting(**row) for row in db.session.execute(ordered).mappings()]
