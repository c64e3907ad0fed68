"""What is true about obligations."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from services.registry.db import db
from services.registry.obligations.models import Obligation, Postponement, PutOff
from services.registry.obligations.rules.differing import Difference, difference
from services.registry.obligations.rules.proposing import Asked, asked
from services.registry.plans.models import Plan, Project
from services.registry.plans.queries import approved_plan
from services.registry.plans.record import project_record
from shared.access import actor
from shared.doors.errors import NotFound
from shared.language.records.project import Project as ProjectRecord
from shared.projects import ProjectUnknown
from shared.reach import in_sight, reachable

VIEW, CONFIRM, FULFIL = "obligation.view", "obligation.confirm", "obligation.fulfil"


def get_obligation(obligation_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Obligation:
    """An obligation the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Obligation, obligation_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def get_postponement(postponement_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Postponement:
    """A postponement the actor may see; NotFound."""
    found = db.session.get(Postponement, postponement_id, with_for_update=lock or None)
    if found is None or not reached(permission, found):
        raise NotFound
    return found


def reached(permission: str, item: Postponement) -> bool:
    """Whether the actor may do this with a postponement: in all regions, or, only to see it, where it moved
    something of his."""
    if actor().everywhere(permission):
        return True
    return permission.endswith(".view") and bool(moved_by(item))


def visible() -> ColumnElement[bool]:
    """Obligations of the actor's regions, and those of the whole project."""
    return in_sight(Obligation.region, VIEW)


def get_plan_told(project_id: uuid.UUID, lock: bool = False) -> ProjectRecord:
    """A project with its plan in force, as the other services know it; ProjectUnknown. `lock` holds the
    project, so that two who confirm come one after the other."""
    project = db.session.get(Project, project_id, with_for_update=lock or None)
    plan = approved_plan(project_id)
    if project is None or plan is None:
        raise ProjectUnknown(field="project_id")
    return project_record(project, plan)


def confirmed(project_id: uuid.UUID) -> Sequence[Obligation]:
    """All obligations of a project, by day."""
    mine = select(Obligation).where(Obligation.project_id == project_id)
    order = Obligation.due_on, Obligation.region, Obligation.number, Obligation.id
    return db.session.scalars(mine.order_by(*order)).all()


def open_obligations(project_id: uuid.UUID, region: str | None = None) -> Sequence[Obligation]:
    """Those that were not waived, of a region or of all."""
    rows = [row for row in confirmed(project_id) if not row.waived_because]
    return [row for row in rows if not region or row.region == region]


def proposal(project: ProjectRecord) -> tuple[list[Asked], Difference]:
    """What the plan in force asks for, and how that differs from what was confirmed."""
    plan = asked(project)
    return plan, difference(plan, confirmed(uuid.UUID(project.id)))


def obligation_page(
    project_id: uuid.UUID | None, after: uuid.UUID | None, limit: int
) -> Sequence[Obligation]:
    """Obligations as a tool reads them, the newest first, one more than the limit."""
    found = select(Obligation).where(visible())
    if project_id:
        found = found.where(Obligation.project_id == project_id)
    if after:
        found = found.where(Obligation.id < after)
    return db.session.scalars(found.order_by(Obligation.id.desc()).limit(limit + 1)).all()


def put_off(item: Obligation) -> Sequence[tuple[PutOff, Postponement]]:
    """The days an obligation was put off to, with why, the last one first."""
    pairs = select(PutOff, Postponement).join(Postponement, Postponement.id == PutOff.postponement_id)
    mine = pairs.where(PutOff.obligation_id == item.id).order_by(PutOff.id.desc())
    return [(day, reason) for day, reason in db.session.execute(mine)]


def moved_by(item: Postponement) -> Sequence[tuple[PutOff, Obligation]]:
    """The obligations a postponement moved, with their days."""
    pairs = select(PutOff, Obligation).join(Obligation, Obligation.id == PutOff.obligation_id)
    mine = pairs.where(PutOff.postponement_id == item.id, visible()).order_by(PutOff.was_on, PutOff.id)
    return [(day, obligation) for day, obligation in db.session.execute(mine)]


def projects_under_way() -> Sequence[uuid.UUID]:
    """Projects of ours that have a plan in force and are not closed, the newest first."""
    running = select(Project.id).join(Plan, Plan.project_id == Project.id)
    ours = running.where(Project.handed_by.is_(None))
    mine = ours.where(Plan.status == "approved", Project.closed_on.is_(None))
    return db.session.scalars(mine.order_by(Project.id.desc())).all()
