"""What is true about applications."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, Text, case, cast, func, null, or_, select
from sqlalchemy.dialects.postgresql import array

from services.grants.applications.models import Application
from services.grants.contests.models import Contest, Intake
from services.grants.db import Evidence, db
from services.grants.reach import among, may, regions_in, somewhere
from shared.doors.errors import NotFound

PROVEN = (
    select(Evidence.id)
    .where(Evidence.of("application", Application.id), Evidence.kind == "application")
    .exists()
)
PLAIN = (
    Application.id,
    Application.contest_id,
    Application.number,
    Application.region,
    Application.settlement,
    Application.group_name,
    Application.group_id,
    Application.title,
    Application.problem,
    Application.registered_on,
    Application.status,
    Application.reason,
    Application.requested,
    Application.recommended,
    Application.verdict,
    Application.verdict_note,
    Application.extra,
    Application.award_id,
    Application.awarded,
    Application.paid,
    PROVEN.label("has_scan"),
)
NAMES_FOR = ("application.register", "award.grant", "award.pay")
SORTS = {
    "number": Application.number,
    "region": Application.region,
    "group_name": Application.group_name,
    "settlement": Application.settlement,
    "requested": Application.requested,
    "recommended": Application.recommended,
    "awarded": Application.awarded,
    "paid": Application.paid,
    "registered_on": Application.registered_on,
    "status": Application.status,
}


def get_application(
    application_id: uuid.UUID, permission: str = "application.view", lock: bool = False
) -> Application:
    """An application of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    application = db.session.get(
        Application, application_id, with_for_update=lock or None, populate_existing=lock
    )
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
    statement = select(
        func.coalesce(func.sum(Application.requested).filter(counted), 0).label("requested"),
        func.coalesce(func.sum(Application.recommended).filter(counted), 0).label("recommended"),
        func.count().filter(counted).label("applications"),
        func.count().filter(Application.status == "awarded").label("awards"),
        func.min(Application.registered_on).label("first_on"),
        func.max(Application.registered_on).label("last_on"),
    ).where(Application.contest_id == contest_id, Application.region == region)
    return Intake(**db.session.execute(statement).mappings().one())


def sees_names(contest_id: uuid.UUID) -> bool:
    """Whether the actor works with applications of the contest somewhere,
    and so may read who leads the groups."""
    return any(somewhere(permission, contest_id) for permission in NAMES_FOR)


def leader_columns(contest_id: uuid.UUID) -> tuple[Any, ...]:
    """Who leads a group where the actor works with applications, NULL for those who only look."""
    allowed = or_(
        *(among(Application.region, regions_in(permission, contest_id)) for permission in NAMES_FOR)
    )
    return tuple(
        case((allowed, column), else_=null()).label(column.key)
        for column in (Application.leader_name, Application.leader_person_id)
    )


def filtered(contest_id: uuid.UUID, filters: dict[str, Any]) -> Select[Any]:
    """Applications of a contest in the actor's regions by filters region, status,
    verdict ("none": not yet), scan ("no"), q."""
    statement = select(*PLAIN, *leader_columns(contest_id)).where(
        Application.contest_id == contest_id,
        among(Application.region, regions_in("application.view", contest_id)),
    )
    for name in ("region", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Application, name) == filters[name])
    if filters.get("verdict"):
        statement = statement.where(func.coalesce(Application.verdict, "none") == filters["verdict"])
    if filters.get("scan"):
        statement = statement.where(~PROVEN)
    if filters.get("q"):
        columns = (Application.group_name, Application.title, Application.settlement, Application.number)
        statement = statement.where(
            or_(*(column.icontains(filters["q"], autoescape=True) for column in columns))
        )
    return statement


def application_rows(
    contest_id: uuid.UUID,
    filters: dict[str, Any],
    sort: str,
    limit: int,
    offset: int = 0,
    order: dict[str, list[str]] | None = None,
) -> list[dict[str, Any]]:
    """The list a page shows; `order` gives the codes of a column in the order their names are read."""
    name = sort.lstrip("-")
    column: Any = SORTS.get(name, Application.number)
    if order and order.get(name):
        column = func.array_position(array([cast(code, Text) for code in order[name]]), column)
    ordering = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    statement = (
        filtered(contest_id, filters).order_by(ordering, Application.number).limit(limit).offset(offset)
    )
    return [dict(row) for row in db.session.execute(statement).mappings()]


def kept_answers(contest_id: uuid.UUID) -> list[str]:
    """Keys under which applications of a contest have answers to questions of regions."""
    keys = select(func.jsonb_object_keys(Application.extra)).where(Application.contest_id == contest_id)
    return list(db.session.scalars(keys.distinct()))


def count_applications(contest_id: uuid.UUID, filters: dict[str, Any]) -> int:
    """How many applications a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(contest_id, filters).subquery())) or 0


def application_page(
    contest_id: uuid.UUID, filters: dict[str, Any], after: str | None, limit: int
) -> list[dict[str, Any]]:
    """The list a tool reads, by number, one row more than the limit."""
    statement = filtered(contest_id, filters)
    if after:
        statement = statement.where(Application.number > after)
    return [
        dict(row)
        for row in db.session.execute(statement.order_by(Application.number).limit(limit + 1)).mappings()
    ]


def application_row(application: Application) -> dict[str, Any]:
    """One application as a list shows it."""
    statement = filtered(application.contest_id, {}).where(Application.id == application.id)
    return dict(db.session.execute(statement).mappings().one())
