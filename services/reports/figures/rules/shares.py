"""What a plan wants of a region and of a month: the targets it sets, else an even share."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.reports.figures.rules.lines import Line
from shared.language.clauses import (
    AT_LEAST,
    AT_MOST,
    DISTINCT_REGIONS,
    EACH_MONTH,
    EACH_REGION,
    EXACTLY,
    PART,
    Clause,
)

SET, EVEN = "set", "even"


def of_regions(line: Line, regions: Collection[str] | None = None) -> dict[str, Decimal]:
    """The targets the plan sets for regions, all of them or these."""
    return {
        row.region: row.value
        for row in line.targets
        if row.region and (regions is None or row.region in regions)
    }


def of_months(line: Line) -> dict[str, Decimal]:
    """The targets the plan sets for months, in their order."""
    return dict(sorted((row.month, row.value) for row in line.targets if row.month))


def wanted_by(months: dict[str, Decimal], day: date) -> Decimal:
    """What targets by month want by a day: those of the months before, and of this one so many days' part."""
    this = day.strftime("%Y-%m")
    before = sum((value for month, value in months.items() if month < this), Decimal(0))
    return before + months.get(this, Decimal(0)) * day.day / monthrange(day.year, day.month)[1]


def regional(line: Line, regions: frozenset[str] | None) -> Line:
    """Seen from some regions: the targets set for them, or the even share when that is a whole number;
    `share` says which. Clauses over regions shrink to them, targets by month are the whole project's."""
    if regions is None:
        return line
    mine = set_for(line, regions) if of_regions(line) else evenly(line, regions)
    rows = tuple(row for row in line.targets if row.region in regions)
    return replace(mine, targets=rows, conditions=kept(line.conditions, regions))


def kept(clauses: Iterable[Clause], regions: frozenset[str]) -> tuple[Clause, ...]:
    """The clauses that speak of these regions too; months are asked of the whole project."""
    return tuple(
        replace(clause, over=tuple(sorted(set(clause.over) & regions)))
        if clause.over and clause.kind == EACH_REGION
        else clause
        for clause in clauses
        if clause.kind not in (DISTINCT_REGIONS, EACH_MONTH, PART)
    )


def set_for(line: Line, regions: frozenset[str]) -> Line:
    """The sum of what is set for these regions; a region without a target of its own has none.
    Shares in per cent are not added up: several regions see no target then."""
    mine = of_regions(line, regions)
    if len(mine) == 1 or (len(mine) > 1 and line.unit != "%"):
        word = line.comparator if line.comparator in (AT_MOST, EXACTLY) else AT_LEAST
        summed = sum(mine.values(), Decimal(0))
        return replace(line, target=summed, target_high=None, comparator=word, share=SET)
    return without_target(line, project_wide=len(mine) > 1)


def evenly(line: Line, regions: frozenset[str]) -> Line:
    """The even share of the project's target; one that cannot be divided stays the whole project's."""
    share, high = even_share(line, regions, line.target), even_share(line, regions, line.target_high)
    if share is None or (high is None and line.target_high is not None):
        return without_target(line, project_wide=line.target is not None)
    return replace(line, target=share, target_high=high, share=EVEN)


def without_target(line: Line, project_wide: bool) -> Line:
    """A line that promises nothing of these regions."""
    return replace(line, target=None, target_high=None, comparator=None, project_wide=project_wide)


def even_share(line: Line, regions: frozenset[str], target: Decimal | None) -> Decimal | None:
    """The even share of a target for some of its regions, or None;
    a target by months is the whole project's."""
    mine = [code for code in line.regions if code in regions]
    monthly = any(clause.kind == EACH_MONTH for clause in line.conditions)
    if not target or not mine or line.unit == "%" or monthly:
        return None
    share = target * len(mine) / len(line.regions)
    return share if share == share.to_integral_value() else None
