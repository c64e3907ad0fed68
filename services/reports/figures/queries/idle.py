"""Gatherings of an indicator's activity that bring nothing to its figure, each with the reason."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from services.reports.copies.models import GatheringCopy
from services.reports.facts.models import SourceSum
from services.reports.facts.queries import Window
from services.reports.figures.queries.behind import Key, grouped, page
from services.reports.figures.rules.idle import Held, Idle, reason
from services.reports.figures.rules.lines import Line
from shared.language.expressions import Expression
from shared.language.records.project import Project

ORDER = (GatheringCopy.starts_on, GatheringCopy.key)


def idle(
    project: Project,
    indicator: Line,
    window: Window,
    after: Key | None = None,
    limit: int | None = None,
    before: Key | None = None,
) -> list[Idle]:
    """By date, those `after` a day and a key or the last ones `before` them, at most `limit`;
    only a measure that counts gatherings has any."""
    measure = indicator.measured
    if measure is None or not measure.by_activity:
        return []
    found = page(unused(project, indicator, measure, window), ORDER, after, limit, before)
    return [described(row, measure, window) for (row,) in found]


def unused(project: Project, indicator: Line, measure: Expression, window: Window) -> Select[Any]:
    """The gatherings of an activity that are not behind its indicator."""
    sums = grouped(project, indicator, measure, window).with_only_columns(SourceSum.source)
    statement = select(GatheringCopy).where(
        GatheringCopy.project_id == project.id,
        GatheringCopy.activity_id == indicator.activity_id,
        ~sums.where(SourceSum.source == "gathering/" + GatheringCopy.key).exists(),
    )
    if window.regions is not None:
        statement = statement.where(GatheringCopy.region.in_(window.regions))
    return statement


def described(row: GatheringCopy, measure: Expression, window: Window) -> Idle:
    """One of them with the reason."""
    held = Held(row.status, row.type, row.starts_on)
    return Idle(
        key=row.key,
        title=row.title,
        href=row.page,
        settlement=row.settlement,
        day=row.starts_on,
        type=row.type,
        reason=reason(held, measure, window.until),
        measure=measure,
    )
