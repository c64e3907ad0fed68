"""What is true about contests and their money."""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, func, select, text

from services.grants.contests.models import Contest, Fund
from services.grants.db import db
from services.grants.projects.queries import projects
from services.grants.reach import among, may, regions_in, within
from shared.clock import today
from shared.doors.errors import Forbidden, NotFound

ZERO = Decimal("0.00")
AMOUNTS = ("fund", "requested", "recommended", "awarded", "paid", "left")
FUNDS = select(
    Fund.contest_id,
    Fund.region,
    Fund.amount.label("fund"),
    Fund.requested,
    Fund.recommended,
    Fund.awarded,
    Fund.paid,
    (Fund.amount - Fund.awarded).label("left"),
    Fund.applications,
    Fund.awards,
)
COLUMNS = (
    Contest.id,
    Contest.project_id,
    Contest.activity_id,
    Contest.title,
    Contest.status,
    Contest.opens_on,
    Contest.closes_on,
    Contest.grant_cap,
    Contest.average_warning,
    Contest.average_limit,
    Contest.regulation_on,
    Contest.commission_on,
    Contest.protocol_on,
)
SORTS = {"title": Contest.title, "opens_on": Contest.opens_on, "status": Contest.status}
DATABASE_DAY = text("SELECT (now() AT TIME ZONE 'Asia/Almaty')::date")


def get_contest(contest_id: uuid.UUID, permission: str = "contest.view", lock: bool = False) -> Contest:
    """A contest the actor may see; NotFound.
    To manage one, the permission must be held for all regions; Forbidden."""
    contest = db.session.get(
        Contest, contest_id, with_for_update={"key_share": True} if lock else None, populate_existing=lock
    )
    if contest is None or not reaches(contest_id, "contest.view"):
        raise NotFound
    if permission != "contest.view" and not may(permission, contest_id):
        raise Forbidden(detail={"permission": permission})
    return contest


def reaches(contest_id: uuid.UUID, permission: str) -> bool:
    """Whether the permission is held for one of the contest's funds."""
    regions = regions_in(permission, contest_id)
    return regions is None or bool(
        db.session.scalar(select(exists().where(Fund.contest_id == contest_id, among(Fund.region, regions))))
    )


def fund_rows(contest_id: uuid.UUID, regions: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Each region's money, `{region, fund, requested, recommended, awarded, paid,
    left, applications, awards}`."""
    statement = FUNDS.where(Fund.contest_id == contest_id, among(Fund.region, regions)).order_by(Fund.region)
    return [
        {key: value for key, value in row.items() if key != "contest_id"}
        for row in db.session.execute(statement).mappings()
    ]


def visible_funds(contest_id: uuid.UUID) -> list[dict[str, Any]]:
    """Funds of the actor's regions."""
    return fund_rows(contest_id, regions_in("contest.view", contest_id))


def totals(funds: list[dict[str, Any]]) -> dict[str, Any]:
    """The funds added up, `{fund, requested, recommended, awarded, paid, left, applications, awards}`."""
    counts = {name: sum(row[name] for row in funds) for name in ("applications", "awards")}
    return {**{name: sum((row[name] for row in funds), ZERO) for name in AMOUNTS}, **counts}


def visible(filters: dict[str, Any]) -> Select[Any]:
    """Contests of the actor's regions by filters project_id, status, q."""
    statement = select(*COLUMNS)
    if regions_in("contest.view") is not None:
        statement = statement.where(
            exists().where(
                Fund.contest_id == Contest.id, within("contest.view", Fund.contest_id, Fund.region)
            )
        )
    for name in ("project_id", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Contest, name) == filters[name])
    if filters.get("status") != "dropped":
        statement = statement.where(Contest.status != "dropped")
    return (
        statement.where(Contest.title.icontains(filters["q"], autoescape=True))
        if filters.get("q")
        else statement
    )


def contest_page(filters: dict[str, Any], after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, newest first, one row more than the limit."""
    statement = visible(filters).order_by(Contest.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Contest.id < after)
    return with_funds([dict(row) for row in db.session.execute(statement).mappings()])


def contest_rows(filters: dict[str, Any], sort: str, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """The list a page shows: contests with their funds."""
    column = SORTS.get(sort.lstrip("-"), Contest.opens_on)
    ordering = column.desc() if sort.startswith("-") else column.asc()
    statement = visible(filters).order_by(ordering, Contest.id.desc()).limit(limit).offset(offset)
    return with_funds([dict(row) for row in db.session.execute(statement).mappings()])


def count_contests(filters: dict[str, Any]) -> int:
    """How many contests a list has."""
    return db.session.scalar(select(func.count()).select_from(visible(filters).subquery())) or 0


def contest_row(contest_id: uuid.UUID) -> dict[str, Any]:
    """One contest with the funds of the actor's regions."""
    row = db.session.execute(select(*COLUMNS).where(Contest.id == contest_id)).mappings().one()
    return with_funds([dict(row)])[0]


def with_funds(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contests with `funds`, only those of the actor's regions, and their activity's code."""
    funds: dict[uuid.UUID, list[dict[str, Any]]] = {row["id"]: [] for row in rows}
    statement = FUNDS.where(
        Fund.contest_id.in_(funds), within("contest.view", Fund.contest_id, Fund.region)
    ).order_by(Fund.region)
    for fund in db.session.execute(statement).mappings():
        funds[fund["contest_id"]].append({key: value for key, value in fund.items() if key != "contest_id"})
    return projects.with_codes({**row, "funds": funds[row["id"]]} for row in rows)


def fund_left(contest_id: uuid.UUID, region: str) -> Decimal:
    """What a region's fund still has."""
    return db.session.scalars(
        select(Fund.amount - Fund.awarded).where(Fund.contest_id == contest_id, Fund.region == region)
    ).one()


def average(contest_id: uuid.UUID, more: Decimal | None = None) -> Decimal | None:
    """The average award of a contest (tenge),
    as it would be with one more award of `more`; None while there is none."""
    awards, awarded = db.session.execute(
        select(Contest.awards, Contest.awarded).where(Contest.id == contest_id)
    ).one()
    count, amount = (awards, awarded) if more is None else (awards + 1, awarded + more)
    return (amount / count).quantize(Decimal("0.01")) if count else None


def intake_days(contest_id: uuid.UUID) -> tuple[date | None, date | None]:
    """The first and the last day an application of a contest came, withdrawn ones included."""
    days = select(func.min(Fund.first_on), func.max(Fund.last_on)).where(Fund.contest_id == contest_id)
    first, last = db.session.execute(days).one()
    return first, last


def awards_of_activity(project_id: uuid.UUID, activity_id: str) -> int:
    """How many awards stand in all contests of an activity: the plan promises groups,
    whichever contest finds them."""
    return (
        db.session.scalar(
            select(func.coalesce(func.sum(Contest.awards), 0)).where(
                Contest.project_id == project_id, Contest.activity_id == activity_id
            )
        )
        or 0
    )


def intake_day() -> date:
    """The day an application without a date is received: Almaty's by the database's clock,
    one judge for every web process.

    A demo that stands at a fixed day has its own.
    """
    return today() if os.environ.get("ASAR_TODAY") else db.session.scalars(DATABASE_DAY).one()
