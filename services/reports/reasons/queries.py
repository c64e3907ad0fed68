"""What is true about reasons."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from services.reports.db import db
from services.reports.figures.rules.verdicts import month_ends
from services.reports.reasons.models import Reason
from shared.clock import today
from shared.doors.errors import NotFound
from shared.language.records.project import Project
from shared.reach import in_sight, or_whole, reachable

VIEW, WRITE = "reason.view", "reason.write"
STANDS = Reason.withdrawn_because.is_(None)
IN_ORDER = (Reason.month, Reason.region.nulls_first(), Reason.id)


def get_reason(reason_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Reason:
    """A reason the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Reason, reason_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def visible() -> ColumnElement[bool]:
    """Reasons of the actor's regions, and those of the whole project."""
    return in_sight(Reason.region, VIEW)


def of_indicator(project_id: str, indicator_id: str, regions: Collection[str] | None) -> Sequence[Reason]:
    """What is said of an indicator in these regions (None: all) and of the whole project, by month."""
    mine = select(Reason).where(
        Reason.project_id == project_id,
        Reason.indicator_id == indicator_id,
        STANDS,
        or_whole(Reason.region, regions),
    )
    return db.session.scalars(mine.order_by(*IN_ORDER)).all()


def until(project_id: str, day: date, region: str | None) -> Mapping[str, Sequence[Reason]]:
    """Everything that is said of a project (or of one region of it) until a day, by indicator: figures run
    from the beginning of the project, and so do the reasons beside them."""
    regions = None if region is None else [region]
    mine = select(Reason).where(
        Reason.project_id == project_id,
        Reason.month <= f"{day:%Y-%m}",
        STANDS,
        or_whole(Reason.region, regions),
    )
    found: dict[str, list[Reason]] = defaultdict(list)
    for row in db.session.scalars(mine.order_by(*IN_ORDER)):
        found[row.indicator_id].append(row)
    return found


def same(project_id: str, indicator_id: str, month: str, region: str | None) -> Reason | None:
    """The reason that stands for this month and region already."""
    place = Reason.region.is_not_distinct_from(region)
    mine = select(Reason).where(Reason.project_id == project_id, Reason.indicator_id == indicator_id)
    return db.session.scalar(mine.where(Reason.month == month, place, STANDS))


def reason_page(wanted: Mapping[str, Any], after: uuid.UUID | None, limit: int) -> Sequence[Reason]:
    """The list a tool reads, the newest first, one row more than the limit."""
    equal = (getattr(Reason, name) == value for name, value in wanted.items() if value)
    statement = select(Reason).where(visible(), *equal).order_by(Reason.id.desc()).limit(limit + 1)
    return db.session.scalars(statement.where(Reason.id < after) if after else statement).all()


def months(project: Project) -> list[str]:
    """The months of a project that have begun, the latest first: "2022-07"."""
    last = min(today(), project.period_to or today())
    first = project.period_from or project.approved_on or last
    return [f"{day:%Y-%m}" for day in reversed(month_ends(first, last))]
