"""What is true about adjustments, and those that count."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.dialects.postgresql import array_agg

from services.reports.adjustments.models import Adjustment
from services.reports.copies.queries import projects
from services.reports.db import Evidence, db
from services.reports.facts.queries import EARLIEST, LATEST, Window
from shared.access import actor, in_scope
from shared.doors.errors import NotFound
from shared.language.records.project import Indicator, Project
from shared.projects import ProjectUnknown
from shared.reach import among
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
VIEW, PROPOSE, APPROVE = "adjustment.view", "adjustment.propose", "adjustment.approve"
WAITING, APPROVED, WITHDRAWN = "waiting", "approved", "withdrawn"
STATE = case(
    (Adjustment.withdrawn_because.is_not(None), WITHDRAWN),
    (Adjustment.approved_by.is_not(None), APPROVED),
    else_=WAITING,
)
COLUMNS = (
    Adjustment.id,
    Adjustment.project_id,
    Adjustment.indicator_id,
    Adjustment.region,
    Adjustment.day,
    Adjustment.amount,
    Adjustment.base,
    Adjustment.reason,
    Adjustment.entered_by,
    Adjustment.approved_by,
    Adjustment.approved_on,
    Adjustment.withdrawn_because,
    STATE.label("state"),
)
SORTS = {
    "indicator": Adjustment.indicator_id,
    "region": Adjustment.region,
    "day": Adjustment.day,
    "amount": Adjustment.amount,
    "state": STATE,
}
PAPERS = (
    select(array_agg(Evidence.sha256))
    .where(Evidence.proving("adjustment", Adjustment.id))
    .correlate(Adjustment)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Adjusted:
    """An approved adjustment as it counts, with the SHA-256 of its papers."""

    id: str
    region: str | None
    day: date
    amount: int
    base: int | None
    reason: str
    papers: tuple[str, ...] = ()


def get_adjustment(adjustment_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> Adjustment:
    """An adjustment of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Adjustment, adjustment_id, with_for_update=lock or None)
    if found is None or not in_scope(permission, found.region):
        raise NotFound
    return found


def state_of(item: Adjustment) -> str:
    """The state of one adjustment."""
    return WITHDRAWN if item.withdrawn_because else APPROVED if item.approved_by else WAITING


def within(permission: str = VIEW) -> ColumnElement[bool]:
    """The condition that an adjustment is of the actor's regions."""
    return among(Adjustment.region, actor().regions(permission))


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: Adjustment.project_id == str(key),
    "indicator": lambda key: Adjustment.indicator_id == key,
    "region": lambda key: Adjustment.region.is_(None) if key == "-" else Adjustment.region == key,
    "state": lambda state: state == STATE,
}


def filtered(filters: Filters) -> Select[Any]:
    """Adjustments the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(within(), *wanted)


def adjustment_rows(
    filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0
) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    ordered = filtered(filters).order_by(sorting.term(SORTS, Adjustment.day), Adjustment.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_adjustments(filters: Filters) -> int:
    """How many adjustments a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def adjustment_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit; it tells nobody's name."""
    statement = filtered(filters).order_by(Adjustment.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Adjustment.id < after)
    rows = db.session.execute(statement).mappings()
    return [{name: row[name] for name in row if not name.endswith("_by")} for row in rows]


def unapproved(but: str) -> Sequence[Found]:
    """Adjustments that wait for a second person, but those this user proposed; the oldest first."""
    theirs = Adjustment.entered_by["id"].astext != but
    waiting = select(*COLUMNS).where(within(APPROVE), STATE == WAITING, theirs)
    return db.session.execute(waiting.order_by(Adjustment.id)).all()


def approved(
    project: Project, window: Window, indicator_id: str | None = None
) -> Mapping[str, tuple[Adjusted, ...]]:
    """Those that count in a window and in the days of the project, by indicator; one statement."""
    found: dict[str, list[Adjusted]] = defaultdict(list)
    wanted = counting(project, window)
    if indicator_id is not None:
        wanted = wanted.where(Adjustment.indicator_id == indicator_id)
    for row in db.session.execute(wanted.order_by(Adjustment.day, Adjustment.id)):
        known = str(row.id), row.region, row.day, row.amount, row.base, row.reason
        found[row.indicator_id].append(Adjusted(*known, tuple(sorted(row.papers or ()))))
    return {line: tuple(rows) for line, rows in found.items()}


def counting(project: Project, window: Window) -> Select[Any]:
    """The approved adjustments of a project in a window, with their papers."""
    first, last = project.period_from or EARLIEST, min(window.until, project.period_to or LATEST)
    said = select(*COLUMNS, PAPERS.label("papers")).where(
        Adjustment.project_id == project.id,
        STATE == APPROVED,
        Adjustment.day.between(first, last),
    )
    return said if window.regions is None else said.where(Adjustment.region.in_(window.regions))


def planned() -> list[Project]:
    """Projects with a plan in force."""
    return [project for project in projects.all() if project.plan]


def get_planned(project_id: uuid.UUID | str) -> Project:
    """A project with its plan in force; ProjectUnknown."""
    project = projects.get(project_id)
    if project.plan is None:
        raise ProjectUnknown
    return project


def indicators_of(project: Project) -> list[Indicator]:
    """The indicators of a plan in its order."""
    return [indicator for activity in project.activities for indicator in activity.indicators]


def indicator_of(project: Project, named: str) -> Indicator | None:
    """An indicator by its id, or by its code where exactly one has it."""
    rows = indicators_of(project)
    by_code = [row for row in rows if row.code == named]
    return next((row for row in rows if row.id == named), by_code[0] if len(by_code) == 1 else None)
