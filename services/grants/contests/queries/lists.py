"""Contests as lists show them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, func, select

from services.grants.contests.models import Contest, Fund
from services.grants.contests.queries.funds import FundMoney, visible_money
from services.grants.contests.queries.reach import regions_in, within
from services.grants.db import db
from services.grants.projects.queries import projects
from shared.sorting import Sorting

SORTS = {"title": Contest.title, "opens_on": Contest.opens_on, "status": Contest.status}


@dataclass(frozen=True)
class ListedContest:
    """A contest with the funds of the actor's regions; `activity` is the code its line has now."""

    id: uuid.UUID
    project_id: uuid.UUID
    activity_id: str
    title: str
    title_kk: str
    status: str
    opens_on: date
    closes_on: date
    grant_cap: Decimal | None
    average_warning: Decimal
    average_limit: Decimal
    regulation_on: date | None
    commission_on: date | None
    protocol_on: date | None
    activity: str | None
    funds: list[FundMoney]


COLUMNS = [
    getattr(Contest, name) for name in ListedContest.__dataclass_fields__ if name not in ("activity", "funds")
]


def visible(filters: Mapping[str, Any]) -> Select[Any]:
    """Contests of the actor's regions by filters project_id, status, q."""
    statement = open_to_actor(select(*COLUMNS))
    for name in ("project_id", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Contest, name) == filters[name])
    if filters.get("status") != "dropped":
        statement = statement.where(Contest.status != "dropped")
    if filters.get("q"):
        called = Contest.title.icontains(filters["q"], autoescape=True)
        kazakh = Contest.title_kk.icontains(filters["q"], autoescape=True)
        statement = statement.where(called | kazakh)
    return statement


def open_to_actor(statement: Select[Any]) -> Select[Any]:
    """Only contests with a fund of the actor's regions."""
    if regions_in("contest.view") is None:
        return statement
    reached = within("contest.view", Fund.contest_id, Fund.region)
    return statement.where(exists().where(Fund.contest_id == Contest.id, reached))


def contest_page(filters: Mapping[str, Any], after: uuid.UUID | None, limit: int) -> list[ListedContest]:
    """The list a tool reads, newest first, one row more than the limit."""
    statement = visible(filters).order_by(Contest.id.desc()).limit(limit + 1)
    return listed(statement.where(Contest.id < after) if after else statement)


def contest_rows(
    filters: Mapping[str, Any], sort: str, limit: int | None, offset: int = 0
) -> list[ListedContest]:
    """The list a page shows: contests with their funds; None is no limit."""
    term = Sorting(sort).term(SORTS, Contest.opens_on)
    return listed(visible(filters).order_by(term, Contest.id.desc()).limit(limit).offset(offset))


def count_contests(filters: Mapping[str, Any]) -> int:
    """How many contests a list has."""
    return db.session.scalar(select(func.count()).select_from(visible(filters).subquery())) or 0


def contest_row(contest_id: uuid.UUID) -> ListedContest:
    """One contest with the funds of the actor's regions."""
    return listed(select(*COLUMNS).where(Contest.id == contest_id))[0]


def listed(statement: Select[Any]) -> list[ListedContest]:
    """The contests of a list with their funds and the code of their activity."""
    rows = [dict(row) for row in db.session.execute(statement).mappings()]
    money = visible_money([row["id"] for row in rows])
    return [ListedContest(**row, funds=money[row["id"]]) for row in projects.with_codes(rows)]
