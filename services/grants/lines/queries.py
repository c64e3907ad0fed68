"""Contests whose line is gone."""

from __future__ import annotations

from sqlalchemy import select

from services.grants.contests.models import Contest
from services.grants.db import db
from shared.language.records.project import Project


def strays(project: Project) -> list[Contest]:
    """Contests on lines that are no longer in the plan."""
    known = [key for activity in project.activities for key in (activity.id, activity.code)]
    found = select(Contest).where(Contest.project_id == project.id, Contest.activity_id.not_in(known))
    return list(db.session.scalars(found.order_by(Contest.opens_on)))
