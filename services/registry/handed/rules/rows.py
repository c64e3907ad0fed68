"""A plan out of the record it was handed down as: the same lines under the same stable ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from services.registry.handed.schemas import HandedPlan
from services.registry.plans.models import Activity, Indicator, Plan, Section, Target, Wording
from shared.clock import ZONE
from shared.language import wordings
from shared.language.records import project as told

AS_APPROVED = "certain"  # nothing of it was guessed: it is the record of an approved plan


def plan_of(handed: HandedPlan, status: str) -> Plan:
    """The version as a row with all its lines; its id is the one it has above."""
    project, version = handed.project, in_force(handed.project)
    return Plan(
        id=UUID(version.id),
        project_id=UUID(project.id),
        no=version.version,
        status=status,
        passport=dict(handed.passport),
        team=[member(place) for place in project.team],
        doubts=[],
        unread=[],
        source_sha256=handed.source_sha256,
        source_name=handed.source_name,
        reason_text=handed.reason or None,
        approved_at=morning_of(version.approved_on),
        sections=[section(position, row, handed) for position, row in enumerate(version.sections)],
    )


def in_force(project: told.Project) -> told.Plan:
    """The plan of a project that has one: nothing else is handed down."""
    if project.plan is None:
        raise ValueError("a project without a plan in force is handed to nobody")
    return project.plan


def morning_of(day: date | None) -> datetime | None:
    """When a version was approved: its day is all that is told."""
    return datetime.combine(day, time(12), ZONE) if day else None


def member(place: told.Member) -> dict[str, Any]:
    """A place in the team as a plan keeps it; who is named there signs."""
    return {
        "role": place.role,
        "role_code": place.role_code,
        "name": place.name or "",
        "signs": place.name is not None,
    }


def section(position: int, row: told.Section, handed: HandedPlan) -> Section:
    """A task with its lines."""
    lines = [activity(place, line, handed) for place, line in enumerate(row.activities)]
    said = {"code": row.code, "kind": row.kind, "title": row.title}
    return Section(stable_id=UUID(row.id), position=position, activities=lines, **said)


def activity(position: int, row: told.Activity, handed: HandedPlan) -> Activity:
    """A line of the plan with its indicators."""
    return Activity(
        stable_id=UUID(row.id),
        position=position,
        code=row.code,
        title=row.title,
        description=handed.descriptions.get(row.id, ""),
        regions=list(row.regions),
        period_from=row.period_from,
        period_to=row.period_to,
        period_text=row.period_text,
        cost=row.cost,
        indicators=[indicator(place, item) for place, item in enumerate(row.indicators)],
    )


def indicator(position: int, row: told.Indicator) -> Indicator:
    """An indicator with its conditions and its targets by region and by month."""
    return Indicator(
        stable_id=UUID(row.id),
        position=position,
        code=row.code,
        name=row.name,
        comparator=row.comparator,
        target=row.target,
        target_high=row.target_high,
        unit=row.unit,
        kind=row.kind,
        clauses=[clause.state() for clause in row.clauses],
        measure=row.measure,
        evidence_kinds=list(row.evidence_kinds),
        source={},
        confidence=AS_APPROVED,
        checked=True,
        targets=[Target(region=part.region, month=part.month, value=part.value) for part in row.targets],
    )


def kazakh_of(project: told.Project) -> Iterator[Wording]:
    """What the lines are called in Kazakh, where the record says so."""
    for one in wordings.wordings(project):
        if one.kazakh:
            words = {"line": one.line, "russian": one.russian, "kazakh": one.kazakh}
            yield Wording(project_id=UUID(project.id), **words)
