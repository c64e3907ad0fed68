"""What is true about plans."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, or_, select
from sqlalchemy.orm import selectinload

from services.registry.db import Evidence, db
from services.registry.plans.models import Activity, Indicator, Match, Plan, Project, Section, Wording
from services.registry.plans.rules.wordings import in_force
from shared.access import scope
from shared.clock import ZONE
from shared.doors.errors import NotFound
from shared.language.expressions import parse
from shared.language.measure import Measure
from shared.language.wordings import GRANTEE, KAZAKH, TOPIC, said
from shared.projects import ProjectUnknown
from shared.sorting import Sorting

TREE = (
    selectinload(Plan.sections)
    .selectinload(Section.activities)
    .selectinload(Activity.indicators)
    .selectinload(Indicator.targets)
)


def get_plan(plan_id: uuid.UUID, lock: bool = False) -> Plan:
    """A plan with all it holds; NotFound. `lock` holds its project,
    so that all its versions change one after another."""
    if lock:
        db.session.execute(
            select(Project.id)
            .where(Project.id == select(Plan.project_id).where(Plan.id == plan_id).scalar_subquery())
            .with_for_update()
        )
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


def activities(plan: Plan) -> list[Activity]:
    """Every line of the plan, in its order."""
    return [activity for section in plan.sections for activity in section.activities]


def indicators(plan: Plan) -> list[Indicator]:
    """Every indicator of the plan, in its order."""
    return [indicator for activity in activities(plan) for indicator in activity.indicators]


def without_rules() -> Sequence[Plan]:
    """Plans in force whose regions' rules were not written down."""
    return db.session.scalars(select(Plan).where(Plan.status == "approved", Plan.rules.is_(None))).all()


def approved_plan(project_id: uuid.UUID) -> Plan | None:
    """The version in force."""
    return db.session.scalar(
        select(Plan).where(Plan.project_id == project_id, Plan.status == "approved").options(TREE)
    )


def team_in_force(project_id: uuid.UUID) -> list[dict[str, Any]] | None:
    """The team as the version in force stores it, without its lines; None without one."""
    mine = select(Plan.team).where(Plan.project_id == project_id, Plan.status == "approved")
    return db.session.scalar(mine)


def code_of(project_id: uuid.UUID, activity_id: str | None) -> str | None:
    """How a line is shown in the version in force; one that is not in it goes by what it was known by."""
    code = select(Activity.code).join(Section).join(Plan)
    mine = code.where(Plan.project_id == project_id, Plan.status == "approved")
    return db.session.scalar(mine.where(cast(Activity.stable_id, Text) == activity_id)) or activity_id


def line_measuring(plan: Plan, measure: Measure) -> str | None:
    """The line whose indicator counts with this measure, by its stable id."""
    for activity in activities(plan):
        if any(parse(indicator.measure or "").measure is measure for indicator in activity.indicators):
            return str(activity.stable_id)
    return None


def last_no(project_id: uuid.UUID) -> int:
    """The number of the newest version."""
    return db.session.scalar(select(func.max(Plan.no)).where(Plan.project_id == project_id)) or 0


def uploaded_before(sha256: str) -> Plan | None:
    """The newest version read from this very file."""
    return db.session.scalar(
        select(Plan)
        .options(selectinload(Plan.project))
        .order_by(Plan.created_at.desc(), Plan.no.desc())
        .limit(1)
        .where(Plan.source_sha256 == sha256, Plan.status != "withdrawn", Plan.based_on.is_(None))
    )


def handed_project(sha256: str, topic: str) -> Project | None:
    """The project another deployment handed down whose plan was read from this file or has this topic."""
    read_from = select(Plan.project_id).where(Plan.source_sha256 == sha256)
    named = func.lower(func.btrim(Project.topic)) == topic.strip().lower()
    mine = select(Project).where(Project.handed_by.is_not(None), or_(Project.id.in_(read_from), named))
    return db.session.scalar(mine.order_by(Project.id).limit(1))


def filtered(filters: dict[str, Any]) -> Select[Plan, Project, str | None]:
    """Versions that the filters leave, with their projects and what those are called in Kazakh."""
    statement = (
        select(Plan, Project, Wording.kazakh)
        .join(Project, Plan.project_id == Project.id)
        .outerjoin(Wording, called_so())
        .where(Plan.status != "withdrawn")
    )
    if "q" in filters:
        wanted = f"%{filters['q'].replace('%', '')}%"
        named = Project.topic, Wording.kazakh, Project.grantee, Plan.source_name
        statement = statement.where(or_(*(column.ilike(wanted) for column in named)))
    if filters.get("status") == "closed":
        return statement.where(Project.closed_on.is_not(None))
    return statement.where(Plan.status == filters["status"]) if "status" in filters else statement


def count_plans(filters: dict[str, Any]) -> int:
    """How many versions the filters leave."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


SORTS = {
    "topic": Project.topic,
    "no": Plan.no,
    "status": Plan.status,
    "approved": Plan.approved_at,
    "uploaded": Plan.created_at,
    "grantee": Project.grantee,
}


def plan_rows(filters: dict[str, Any], sort: str, limit: int | None, offset: int = 0) -> list[dict[str, Any]]:
    """Versions as rows of a list, newest project first unless sorted otherwise; None is no limit."""
    newest = (Plan.project_id.desc(), Plan.no.desc())
    found = filtered(filters).order_by(*sorted_by(sort), *newest).limit(limit).offset(offset)
    return [plan_row(*row) for row in db.session.execute(found)]


def sorted_by(sort: str) -> list[ColumnElement[Any]]:
    """The order a list asks for; a minus turns it round."""
    asked = Sorting(sort)
    return [asked.term(SORTS, None).nulls_last()] if asked.name in SORTS else []


def plan_row(plan: Plan, project: Project, kazakh: str | None) -> dict[str, Any]:
    """A version as the list shows it."""
    return {
        "id": plan.id,
        "topic": project.topic,
        "topic_kk": kazakh,
        "no": plan.no,
        "status": plan.status,
        "approved": plan.approved_at,
        "uploaded": plan.created_at,
        "grantee": project.grantee,
        "closed_on": project.closed_on,
        "source": plan.source_name,
        "amount": (plan.passport.get("amount") or {}).get("value"),
        "doubts": len(open_doubts(plan)),
    }


def project_rows(after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """Projects newest first, one more than the limit: {id, topic, grantee, status, closed_on, plan}."""
    approved = (
        select(Plan.id).where(Plan.project_id == Project.id, Plan.status == "approved").scalar_subquery()
    )
    statement = select(
        Project.id,
        Project.topic,
        Project.grantee,
        Project.status,
        Project.closed_on,
        approved.label("plan_id"),
    )
    if after:
        statement = statement.where(Project.id < after)
    rows = db.session.execute(statement.order_by(Project.id.desc()).limit(limit + 1)).mappings()
    return [dict(row) for row in rows]


@dataclass(frozen=True)
class Approved:
    """A project with a plan in force, as it is named among others."""

    id: str
    topic: str
    closed_on: date | None
    approved_on: date
    topic_kk: str | None = None


def approved_projects() -> list[Approved]:
    """Projects with a plan in force, newest first."""
    statement = (
        select(Project.id, Project.topic, Project.closed_on, Plan.approved_at, Wording.kazakh)
        .join(Plan, Plan.project_id == Project.id)
        .outerjoin(Wording, called_so())
        .where(Plan.status == "approved")
        .order_by(Project.id.desc())
    )
    return [
        Approved(str(key), topic, closed_on, approved_at.astimezone(ZONE).date(), kazakh)
        for key, topic, closed_on, approved_at, kazakh in db.session.execute(statement)
        if approved_at
    ]


def called_so() -> ColumnElement[bool]:
    """The Kazakh wording of the topic a project has now."""
    mine = Wording.project_id == Project.id, Wording.line == TOPIC
    return and_(*mine, Wording.russian == Project.topic)


def open_projects() -> list[Approved]:
    """Those of them something new can be recorded for."""
    return [row for row in approved_projects() if not row.closed_on]


def offered_projects(permission: str) -> list[Approved]:
    """Those of these that are carried out where the actor holds the permission."""
    known, here = open_projects(), projects_reached(permission)
    return known if here is None else [row for row in known if row.id in here]


def projects_reached(permission: str) -> set[str] | None:
    """Projects that name a region in which the actor holds the permission, or none at all; None: all."""
    mine = scope(permission)
    if mine is None:
        return None
    return {key for key, named in regions_by_project().items() if not named or named & mine}


def regions_by_project() -> Mapping[str, set[str]]:
    """The regions of the plans in force, of their passports and their lines, by project."""
    passports = select(Plan.project_id, Plan.passport["regions"]).where(Plan.status == "approved")
    lines = select(Plan.project_id, Activity.regions).join(Plan.sections).join(Section.activities)
    found: dict[str, set[str]] = defaultdict(set)
    for key, codes in (
        *db.session.execute(passports),
        *db.session.execute(lines.where(Plan.status == "approved")),
    ):
        found[str(key)] |= set(codes or ())
    return found


def chosen_project(asked: str | None) -> Project | None:
    """The open project that is asked for, or the only one."""
    known = [row.id for row in open_projects()]
    key = asked if asked in known else known[0] if len(known) == 1 else None
    return db.session.get(Project, uuid.UUID(key)) if key else None


def project_in_force(project_id: uuid.UUID) -> tuple[Project, Plan]:
    """A project with its plan in force; ProjectUnknown."""
    project, plan = db.session.get(Project, project_id), approved_plan(project_id)
    if project is None or plan is None:
        raise ProjectUnknown(field="project_id")
    return project, plan


def is_outside(project_id: uuid.UUID, day: date) -> bool:
    """Whether a day is outside the days of the project's plan in force; without any, every day is within."""
    days = select(func.min(Activity.period_from), func.max(Activity.period_to)).join(Section).join(Plan)
    mine = days.where(Plan.project_id == project_id, Plan.status == "approved")
    first, last = db.session.execute(mine).one()
    return not (first or date.min) <= day <= (last or date.max)


def passports_in_force() -> list[dict[str, Any]]:
    """Passports of the plans in force of projects that are not closed, the newest project first."""
    open_now = select(Plan.passport).join(Project).where(Project.closed_on.is_(None))
    mine = open_now.where(Plan.status == "approved").order_by(Project.id.desc())
    return list(db.session.scalars(mine))


def regions_offered(column: Any, mine: set[str] | None) -> set[str]:
    """Regions a list's filter offers: those of the plans in force and those its rows really
    have, within the actor's own."""
    recorded = set(db.session.scalars(select(column).where(column.is_not(None)).distinct()))
    found = regions_in_force() | recorded
    return found if mine is None else found & mine


def regions_in_force() -> set[str]:
    """Regions of the plans in force: of their passports and their lines."""
    passports = db.session.scalars(select(Plan.passport).where(Plan.status == "approved"))
    lines = select(Activity.regions).join(Section).join(Plan).where(Plan.status == "approved")
    lists = [*(passport.get("regions") or [] for passport in passports), *db.session.scalars(lines)]
    return {code for codes in lists for code in codes}


def notes(plan: Plan) -> list[dict[str, Any]]:
    """Unread cells and doubts."""
    return [*plan.unread, *plan.doubts]


def open_doubts(plan: Plan) -> list[dict[str, Any]]:
    """Doubts nobody has settled yet, the reader's unread cells included."""
    return [doubt for doubt in notes(plan) if not doubt.get("settled")]


def matches(plan: Plan) -> list[Match]:
    """What was asked about the lines of a revised annex, in the order it was asked."""
    return list(db.session.scalars(select(Match).where(Match.plan_id == plan.id).order_by(Match.id)))


def open_matches(plan: Plan) -> int:
    """How many lines of a revised annex nobody has told apart yet."""
    waiting = select(func.count()).where(Match.plan_id == plan.id, ~Match.answered)
    return db.session.scalar(waiting) or 0


def letter_of(plan: Plan) -> Evidence | None:
    """The letter that allowed a version: the first that opens."""
    proving = select(Evidence).where(Evidence.proving("plan", plan.id))
    return db.session.scalar(proving.order_by(Evidence.created_at, Evidence.id).limit(1))


def drafts() -> list[Plan]:
    """Versions nobody has approved yet, the newest first."""
    begun = select(Plan).where(Plan.status.in_(("draft", "submitted"))).options(selectinload(Plan.project))
    return list(db.session.scalars(begun.order_by(Plan.id.desc()).limit(100)))


def grantee_in(locale: str, project: Project) -> str:
    """Who holds a project's grant, in a language: in Kazakh as it was written, marked where it was not."""
    if locale != KAZAKH:
        return project.grantee
    return said(project.grantee, in_force(wordings(project.id), GRANTEE, project.grantee))


def wordings(project_id: uuid.UUID) -> dict[str, list[Wording]]:
    """What was written in Kazakh of a project's plan, the newest first, by the name of its line."""
    found: dict[str, list[Wording]] = {}
    mine = select(Wording).where(Wording.project_id == project_id)
    for row in db.session.scalars(mine.order_by(Wording.created_at.desc(), Wording.id.desc())):
        found.setdefault(row.line, []).append(row)
    return found
