"""What is true about applications."""
from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, and_, case, null, or_, select, true

from services.grants.applications.models import Application
from services.grants.awards.models import Award
from services.grants.contests.models import Contest
from services.grants.db import db
from services.grants.evidence.models import Evidence
from shared.access import in_scope, scope
from shared.errors import NotFound

LIVE = and_(Award.application_id == Application.id, Award.status != "cancelled")
PROVEN = select(Evidence.id).where(Evidence.application_id == Application.id, Evidence.kind == "application").exists()
PLAIN = (Application.id, Application.contest_id, Application.number, Application.region, Application.settlement,
         Application.group_name, Application.title, Application.problem, Application.registered_on, Application.status, Application.reason,
         Application.requested, Application.recommended, Award.id.label("award_id"), Award.amount.label("awarded"), Award.paid,
         PROVEN.label("has_scan"))
NAMES_FOR = ("application.register", "award.grant", "award.pay")
SORTS = {"number": Application.number, "region": Application.region, "group_name": Application.group_name,
         "requested": Application.requested, "awarded": Award.amount, "registered_on": Application.registered_on}


def get_application(application_id: uuid.UUID, permission: str = "application.view", lock: bool = False) -> Application:
    """An application of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    application = db.session.get(Application, application_id, with_for_update=lock or None, populate_existing=lock)
    if application is None or not in_scope(permission, application.region):
        raise NotFound
    return application


def contest_of(application: Application) -> Contest:
    """The contest of an application."""
    contest = db.session.get(Contest, application.contest_id)
    assert contest is not None
    return contest


def live_award(application: Application) -> Award | None:
    """The award of an application that is not cancelled."""
    return db.session.scalar(select(Award).where(Award.application_id == application.id, Award.status != "cancelled"))


def past_awards(application: Application) -> list[Award]:
    """Awards of an application that were cancelled, oldest first."""
    return list(db.session.scalars(select(Award).where(Award.application_id == application.id, Award.status == "cancelled")
                                   .order_by(Award.id)))


def leader_column() -> Any:
    """Names of leaders where the actor works with applications, NULL for those who only look."""
    held = [scope(permission) for permission in NAMES_FOR]
    allowed = or_(*(true() if regions is None else Application.region.in_(regions) for regions in held))
    return case((allowed, Application.leader_name), else_=null()).label("leader_name")


def filtered(contest_id: uuid.UUID, filters: dict[str, Any]) -> Select[Any]:
    """Applications of a contest in the actor's regions by filters region, status, q."""
    statement = select(*PLAIN, leader_column()).outerjoin(Award, LIVE).where(Application.contest_id == contest_id)
    regions = scope("application.view")
    if regions is not None:
        statement = statement.where(Application.region.in_(regions))
    for name in ("region", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Application, name) == filters[name])
    if filters.get("q"):
        pattern = f"%{filters['q']}%"
        statement = statement.where(Application.group_name.ilike(pattern) | Application.title.ilike(pattern)
                                    | Application.settlement.ilike(pattern) | Application.number.ilike(pattern))
    return statement


def application_rows(contest_id: uuid.UUID, filters: dict[str, Any], sort: str = "number", limit: int = 500) -> list[dict[str, Any]]:
    """The list a page shows."""
    column = SORTS.get(sort.lstrip("-"), Application.number)
    ordering = column.desc().nulls_last() if sort.startswith("-") else column.asc().nulls_last()
    statement = filtered(contest_id, filters).order_by(ordering, Application.number).limit(limit)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def application_page(contest_id: uuid.UUID, filters: dict[str, Any], after: str | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, by number, one row more than the limit."""
    statement = filtered(contest_id, filters)
    if after:
        statement = statement.where(Application.number > after)
    return [dict(row) for row in db.session.execute(statement.order_by(Application.number).limit(limit + 1)).mappings()]


def application_row(application: Application) -> dict[str, Any]:
    """One application as a list shows it."""
    statement = filtered(application.contest_id, {}).where(Application.id == application.id)
    return dict(db.session.execute(statement).mappings().one())
