"""Which months the centres report about, and by which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from shared.clock import last_day
from shared.language.centre_reports import DUE_DAY
from shared.language.clauses import EACH_MONTH
from shared.language.measures.centres import MONTHLY_REPORTS
from shared.language.records.project import Indicator, Project


def due_on(month: date) -> date:
    """The day by which a month is reported."""
    return (last_day(month) + timedelta(days=1)).replace(day=DUE_DAY)


def months_asked(project: Project) -> list[date]:
    """The months the plan asks a report of: those its line names, else all of the project's days; none
    where no line of the plan counts such reports."""
    lines = [line for line in indicators(project) if line.expression.measure is MONTHLY_REPORTS]
    if not lines:
        return []
    named = {month for line in lines for month in named_by(line)}
    return sorted(date.fromisoformat(f"{month}-01") for month in named) or list(all_months(project))


def indicators(project: Project) -> Iterator[Indicator]:
    """Every indicator of the plan in force."""
    for section in project.plan.sections if project.plan else ():
        for activity in section.activities:
            yield from activity.indicators


def named_by(line: Indicator) -> Iterator[str]:
    """Months a line names, in a condition or by a target of theirs."""
    for clause in line.clauses:
        if clause.kind == EACH_MONTH:
            yield from clause.over or ()
    yield from (target.month for target in line.targets if target.month)


def all_months(project: Project) -> Iterator[date]:
    """Every month from the project's first day to its last."""
    if project.period_from is None or project.period_to is None:
        return
    month = project.period_from.replace(day=1)
    while month <= project.period_to:
        yield month
        month = last_day(month) + timedelta(days=1)
