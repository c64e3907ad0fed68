"""The gatherings that break a condition of an indicator: what each brought, and whether it is waived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, or_, select

from services.reports.copies.models import GatheringCopy
from services.reports.db import db
from services.reports.facts.queries import Window
from services.reports.figures.queries.behind import grouped
from services.reports.figures.rules.lines import Line, exact
from shared.language.clauses import AT_MOST, EACH_GATHERING, Clause
from shared.language.expressions import Expression
from shared.language.records.project import Project

MOST = 20


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
    """Those that break a condition of each gathering, by date, at most MOST."""
    measure, asked = line.measured, [item for item in line.conditions if item.kind == EACH_GATHERING]
    if measure is None or not asked or not line.is_sized or not measure.by_activity:
        return []
    copy, sums = GatheringCopy, grouped(project, line, measure, window).subquery()
    brought = func.coalesce(sums.c.numerator, 0)
    found = (
        select(copy, brought)
        .outerjoin(sums, sums.c.source == "gathering/" + copy.key)
        .where(*held(project, line, measure, window), or_(*(breaks(clause, brought) for clause in asked)))
        .order_by(copy.starts_on, copy.key)
        .limit(MOST)
    )
    return [described(row, value) for row, value in db.session.execute(found)]


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


def breaks(clause: Clause, brought: ColumnElement[Decimal]) -> ColumnElement[bool]:
    """The condition that an amount does not keep a clause (more than "exactly" keeps it)."""
    if clause.asks == AT_MOST:
        return brought > clause.amount
    return brought < clause.amount


def described(row: GatheringCopy, brought: Decimal) -> Failing:
    """One of them."""
    source = f"gathering/{row.key}"
    place = row.region, row.settlement
    return Failing(source, row.title, row.page, row.starts_on, *place, exact(brought), row.waived)
