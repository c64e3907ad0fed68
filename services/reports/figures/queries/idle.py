"""Gatherings of an indicator's activity that bring nothing to its figure, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from services.reports.copies.models import GatheringCopy
from services.reports.db import db
from services.reports.facts.models import SourceSum, UnusedGathering, UnusedTally
from services.reports.facts.queries import Window
from services.reports.figures.queries.behind import ORDER as LATER
from services.reports.figures.queries.behind import Key, grouped, one_of, page
from services.reports.figures.rules.idle import Held, Idle, reason
from services.reports.figures.rules.lines import Line
from shared.language.expressions import Expression
from shared.language.records.project import Project
from shared.spoken import title_of

ORDER = (UnusedGathering.occurred_on, UnusedGathering.source)
KIND = "gathering/"


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
    after, before = at_source(after), at_source(before)
    unused = page(lacking(project, indicator, measure, window), ORDER, after, limit, before)
    later = page(to_come(project, indicator, measure, window), LATER, after, limit, before)
    found = sorted((row.occurred_on, row.source) for row in (*unused, *later))
    return described(found[-limit:] if before and limit else found[:limit], measure, window)


def how_many(project: Project, indicator: Line, window: Window) -> int:
    """The number of all of them, out of what is kept beside the sums."""
    measure = indicator.measured
    if measure is None or not measure.by_activity:
        return 0
    kept = narrowed(select(func.sum(UnusedTally.records)), UnusedTally, project, indicator, measure, window)
    later = to_come(project, indicator, measure, window).with_only_columns(func.count())
    return int(db.session.scalar(kept) or 0) + int(db.session.scalar(later) or 0)


def at_source(key: Key | None) -> Key | None:
    """A day and the key of a gathering as rows are known by."""
    return key and (key[0], f"{KIND}{key[1]}")


def lacking(
    project: Project, indicator: Line, measure: Expression, window: Window
) -> Select[*tuple[Any, ...]]:
    """The gatherings of an activity that bring nothing to a measure, whatever the day."""
    rows = select(UnusedGathering.occurred_on, UnusedGathering.source)
    return narrowed(rows, UnusedGathering, project, indicator, measure, window)


def narrowed(
    rows: Select[*tuple[Any, ...]],
    table: type[UnusedGathering | UnusedTally],
    project: Project,
    indicator: Line,
    measure: Expression,
    window: Window,
) -> Select[*tuple[Any, ...]]:
    """The rows of one line and the regions one looks at."""
    mine = rows.where(
        table.project_id == project.id,
        table.measure == measure.text,
        table.activity_id == indicator.activity_id,
    )
    return mine if window.regions is None else mine.where(table.region.in_(window.regions))


def to_come(
    project: Project, indicator: Line, measure: Expression, window: Window
) -> Select[*tuple[Any, ...]]:
    """The gatherings that bring something after the last day one looks at."""
    every = grouped(project, indicator, measure, Window(date.max, window.regions))
    later = every.where(SourceSum.occurred_on > window.until)
    return later.with_only_columns(SourceSum.occurred_on, SourceSum.source)


def described(rows: Sequence[Key], measure: Expression, window: Window) -> list[Idle]:
    """Gatherings by their day and source, each with the reason."""
    keys = [str(source).removeprefix(KIND) for _day, source in rows]
    copy = GatheringCopy
    shown = copy.key, copy.title, copy.title_kk, copy.page, copy.settlement
    found = select(*shown, copy.starts_on, copy.type, copy.status).where(one_of(copy.key, keys))
    known = {row.key: row for row in db.session.execute(found)}
    return [with_reason(known[key], measure, window) for key in keys if key in known]


def with_reason(row: Any, measure: Expression, window: Window) -> Idle:
    """One of them with the reason."""
    held = Held(row.status, row.type, row.starts_on)
    return Idle(
        key=row.key,
        title=title_of(row),
        href=row.page,
        settlement=row.settlement,
        day=row.starts_on,
        type=row.type,
        reason=reason(held, measure, window.until),
        measure=measure,
    )
