"""The gatherings that break a condition of an indicator: what each brought, and whether it is waived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Select, Subquery, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from services.reports.copies.models import GatheringCopy
from services.reports.db import db
from services.reports.facts.models import SourceSum, UnusedGathering
from services.reports.facts.queries import Window
from services.reports.figures.queries.behind import grouped
from services.reports.figures.queries.idle import KIND, lacking
from services.reports.figures.rules.clauses import keeps
from services.reports.figures.rules.lines import Line, exact
from shared.language.clauses import AT_MOST, EACH_GATHERING, Clause
from shared.language.expressions import Expression
from shared.language.records.project import Project
from shared.spoken import title_of

MOST, ZERO = 20, Decimal(0)


@dataclass(frozen=True)
class Failing:
    """A gathering that does not keep a condition: its source, which, where, when, and what it brought;
    `waived` is why that is excused, or nothing."""

    source: str
    title: str
    page: str
    day: date
    region: str
    settlement: str
    brought: Decimal
    waived: str


def failing(project: Project, line: Line, window: Window) -> list[Failing]:
    """Those that break a condition of each gathering, by date, at most MOST.

    Both halves are read in the order of their index until there are enough: whatever the number of
    gatherings, no more is read than a page shows."""
    measure, asked = line.measured, [item for item in line.conditions if item.kind == EACH_GATHERING]
    if measure is None or not asked or not line.is_sized or not measure.by_activity:
        return []
    parts = [short(project, line, measure, window, asked)]
    if not all(keeps(clause, ZERO) for clause in asked):
        parts.append(idle(project, line, measure, window))
    return [described(row) for row in db.session.execute(shown(union_all(*parts).subquery()))]


def shown(first: Subquery) -> Select[*tuple[Any, ...]]:
    """The earliest of these gatherings, with what a page says of each."""
    copy = GatheringCopy
    called = copy.key, copy.title, copy.title_kk, copy.page, copy.starts_on, copy.region, copy.settlement
    found = select(*called, copy.waived, first.c.brought).join(first, first.c.key == copy.key)
    return found.order_by(copy.starts_on, copy.key).limit(MOST)


def short(
    project: Project, line: Line, measure: Expression, window: Window, asked: list[Clause]
) -> Select[*tuple[Any, ...]]:
    """The first of those that bring something, and not what is asked: their keys and what they bring."""
    copy, brought = GatheringCopy, SourceSum.numerator
    sums = grouped(project, line, measure, window).with_only_columns(copy.key, brought.label("brought"))
    return (
        sums.where(copy.key == func.substr(SourceSum.source, len(KIND) + 1))
        .where(*held(project, line, measure, window), or_(*(breaks(clause, brought) for clause in asked)))
        .where(*begun(project, SourceSum.occurred_on))
        .order_by(SourceSum.occurred_on, SourceSum.source)
        .limit(MOST)
    )


def idle(project: Project, line: Line, measure: Expression, window: Window) -> Select[*tuple[Any, ...]]:
    """The first of those that bring nothing, in the same columns."""
    copy, unused = GatheringCopy, UnusedGathering
    return (
        lacking(project, line, measure, window)
        .with_only_columns(copy.key, literal(ZERO, Numeric).label("brought"))
        .where(copy.key == func.substr(unused.source, len(KIND) + 1))
        .where(*held(project, line, measure, window), *begun(project, unused.occurred_on))
        .where(unused.occurred_on <= window.until)
        .order_by(unused.occurred_on, unused.source)
        .limit(MOST)
    )


def begun(project: Project, day: InstrumentedAttribute[date]) -> list[ColumnElement[bool]]:
    """The condition that a day is not before the project's: the index begins there."""
    return [day >= project.period_from] if project.period_from else []


def held(project: Project, line: Line, measure: Expression, window: Window) -> list[ColumnElement[bool]]:
    """The conditions that a gathering is one of those the line counts."""
    copy = GatheringCopy
    of_line = [copy.project_id == project.id, copy.activity_id == line.activity_id, copy.status == "held"]
    days = [copy.starts_on <= min(window.until, project.period_to or window.until)]
    if project.period_from:
        days.append(copy.starts_on >= project.period_from)
    kinds = [copy.type.in_(measure.subtypes)] if measure.subtypes else []
    regions = [] if window.regions is None else [copy.region.in_(window.regions)]
    return [*of_line, *days, *kinds, *regions]


def breaks(clause: Clause, brought: InstrumentedAttribute[Decimal]) -> ColumnElement[bool]:
    """The condition that an amount does not keep a clause (more than "exactly" keeps it)."""
    if clause.asks == AT_MOST:
        return brought > clause.amount
    return brought < clause.amount


def described(row: Any) -> Failing:
    """One of them."""
    source, place = f"gathering/{row.key}", (row.region, row.settlement)
    return Failing(source, title_of(row), row.page, row.starts_on, *place, exact(row.brought), row.waived)
