"""One contest: who may see it, what it has given so far."""

from __future__ import annotations

import os
import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import exists, func, select, text

from services.grants.contests.models import Contest, Fund
from services.grants.contests.queries.reach import may, regions_in
from services.grants.db import db
from shared.clock import today
from shared.doors.errors import Forbidden, NotFound
from shared.reach import among

TIYN = Decimal("0.01")
DATABASE_DAY = text("SELECT (now() AT TIME ZONE 'Asia/Almaty')::date")


def get_contest(contest_id: uuid.UUID, permission: str = "contest.view", lock: bool = False) -> Contest:
    """A contest the actor may see; NotFound.
    To manage one, the permission must be held for all regions; Forbidden."""
    held = {"key_share": True} if lock else None
    contest = db.session.get(Contest, contest_id, with_for_update=held, populate_existing=lock)
    if contest is None or not reaches(contest_id, "contest.view"):
        raise NotFound
    if permission != "contest.view" and not may(permission, contest_id):
        raise Forbidden(detail={"permission": permission})
    return contest


def reaches(contest_id: uuid.UUID, permission: str) -> bool:
    """Whether the permission is held for one of the contest's funds."""
    regions = regions_in(permission, contest_id)
    here = exists().where(Fund.contest_id == contest_id, among(Fund.region, regions))
    return regions is None or bool(db.session.scalar(select(here)))


def average(contest_id: uuid.UUID, more: Decimal | None = None) -> Decimal | None:
    """The average award of a contest (tenge),
    as it would be with one more award of `more`; None while there is none."""
    standing = select(Contest.awards, Contest.awarded).where(Contest.id == contest_id)
    awards, awarded = db.session.execute(standing).one()
    count, amount = (awards, awarded) if more is None else (awards + 1, awarded + more)
    return (amount / count).quantize(TIYN) if count else None


def awards_of_activity(project_id: uuid.UUID, activity_id: str) -> int:
    """How many awards stand in all contests of an activity: the plan promises groups,
    whichever contest finds them."""
    counted = select(func.sum(Contest.awards))
    here = counted.where(Contest.project_id == project_id, Contest.activity_id == activity_id)
    return db.session.scalar(here) or 0


def intake_day() -> date:
    """The day an application without a date is received: Almaty's by the database's clock,
    one judge for every web process.

    A demo that stands at a fixed day has its own.
    """
    return today() if os.environ.get("ASAR_TODAY") else db.session.scalars(DATABASE_DAY).one()
