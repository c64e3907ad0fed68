"""What is true about plans."""
from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from services.registry.db import db
from services.registry.plans.models import Activity, Indicator, Plan, Project, Section
from shared.errors import NotFound

TREE = selectinload(Plan.sections).selectinload(Section.activities).selectinload(Activity.indicators)


def get_plan(plan_id: uuid.UUID) -> Plan:
    """A plan with all it holds; NotFound."""
    plan = db.session.scalar(select(Plan).where(Plan.id == plan_id).options(TREE, selectinload(Plan.project)))
    if plan is None:
        raise NotFound
    return plan


def get_project(project_id: uuid.UUID) -> Project:
    """A project; NotFound."""
    project = db.session.get(Project, project_id)
    if project is None:
        raise NotFound
    return project


def get_indicator(plan: Plan, indicator_id: uuid.UUID) -> Indicator:
    """An indicator of this plan; NotFound."""
    for indicator in indicators(plan):
        if indicator.id == indicator_id:
            return indicator
    raise NotFound


def get_activity(plan: Plan, activity_id: uuid.UUID) -> Activity:
    """An activity of this plan; NotFound."""
    for activity in activities(plan):
        if activity.id == activity_id:
            return activity
    raise NotFound


def activities(plan: Plan) -> list[Activity]:
    """Every line of the plan, in its order."""
    return [activity for section in plan.sections for activity in section.activities]


def indicators(plan: Plan) -> list[Indicator]:
    """Every indicator of the plan, in its order."""
    return [indicator for activity in activities(plan) for indicator in activity.indicators]


def approved_plan(project_id: uuid.UUID) -> Plan | None:
    """The version in force."""
    return db.session.scalar(select(Plan).where(Plan.project_id == project_id, Plan.status == "approved").options(TREE))


def last_no(project_id: uuid.UUID) -> int:
    """The number of the newest version."""
    return db.session.scalar(select(func.max(Plan.no)).where(Plan.project_id == project_id)) or 0


def plan_list() -> list[Plan]:
    """Every version of every project, the newest project and version first."""
    return list(db.session.scalars(select(Plan).options(selectinload(Plan.project)).where(Plan.status != "withdrawn")
                                   .order_by(Plan.project_id.desc(), Plan.no.desc())))


def project_rows(after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """Projects newest first, one more than the limit: {id, topic, grantee, status, plan}."""
    approved = select(Plan.id).where(Plan.project_id == Project.id, Plan.status == "approved").scalar_subquery()
    statement = select(Project.id, Project.topic, Project.grantee, Project.status, approved.label("plan_id"))
    if after:
        statement = statement.where(Project.id < after)
    rows = db.session.execute(statement.order_by(Project.id.desc()).limit(limit + 1)).mappings()
    return [dict(row) for row in rows]


def open_doubts(plan: Plan) -> list[dict[str, Any]]:
    """Doubts nobody has settled yet, the reader's unread cells included."""
    return [doubt for doubt in [*plan.unread, *plan.doubts] if not doubt.get("settled")]
