"""The second conditions of an indicator: "not less than 15 at each training", "2 in each region",
judged. What came of them is codes and numbers; the faces put it into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.reports.facts.queries import Sums
from services.reports.figures.rules.judged import Judged, Kept, Part, Spread
from services.reports.figures.rules.verdicts import reached
from shared.language import clauses
from shared.language.clauses import SORTS, Clause, Sort
from shared.language.expressions import Expression


@dataclass(frozen=True)
class Groups:
    """What a condition is judged by: sums by region, month, part; how many gatherings brought how much."""

    total: Decimal
    region: Mapping[str, Decimal]
    month: Mapping[str, Decimal]
    part: Mapping[str, Decimal]
    sizes: Mapping[Decimal, int]
    waived: Sequence[tuple[Decimal, str]]
    until: str
    ended: str

    @classmethod
    def of(cls, sums: Sums, until: date) -> Groups:
        """From the sums of a line as of a day."""
        region = {code: value for code, value in sums.region.items() if code}
        now, ended = until.strftime("%Y-%m"), last_month(until)
        return cls(sums.total, region, sums.month, sums.part, sums.sizes, sums.waived, now, ended)


def last_month(until: date) -> str:
    """The last month that has ended by the end of a day, "2022-08"."""
    first = (until + timedelta(days=1)).replace(day=1)
    return (first - timedelta(days=1)).strftime("%Y-%m")


def judge(clause: Clause, groups: Groups | None, measure: Expression | None) -> Judged:
    """What came of a clause; without `groups` nothing was measured."""
    if groups is None:
        return Judged(clause, measure, None)
    sort = SORTS.get(clause.sort)
    if sort is not None and sort.mark:
        return judge_part(clause, sort, groups)
    values = measured(clause, groups)
    if values is None:
        return Judged(clause, measure, None)
    if clause.kind == clauses.DISTINCT_REGIONS:
        return judge_spread(clause, values)
    return judge_each(clause, values, measure, groups.waived if clause.kind == clauses.EACH_GATHERING else ())


def judge_each(
    clause: Clause,
    values: Counter[Decimal],
    measure: Expression | None,
    waived: Sequence[tuple[Decimal, str]],
) -> Judged:
    """Whether every one of them keeps the condition, or is excused of it by a waiver;
    before the first one it is not kept."""
    if not values:
        return Judged(clause, measure, False)
    good = sum(count for value, count in values.items() if keeps(clause, value))
    reasons = tuple(reason for value, reason in waived if not keeps(clause, value))
    came = Kept(good, values.total(), reasons)
    return Judged(clause, measure, came.good + len(reasons) >= came.of, came)


def judge_spread(clause: Clause, values: Counter[Decimal]) -> Judged:
    """Whether there is something in as many different regions as are asked."""
    found = sum(count for value, count in values.items() if value > 0)
    return Judged(clause, None, found >= clause.amount, Spread(found))


def judge_part(clause: Clause, sort: Sort, groups: Groups) -> Judged:
    """A part of the total, "of them 80 on paper";
    not judged while what nobody marked could still make up for what lacks."""
    if clause.is_share and not groups.total:
        return Judged(clause, None, None)
    found = groups.part.get(sort.name, Decimal(0))
    unmarked = groups.total - groups.part.get(sort.mark, Decimal(0))
    least = keeps(clause, part_of(clause, found, groups.total))
    if least == keeps(clause, part_of(clause, found + unmarked, groups.total)):
        return Judged(clause, None, least, Part(found, groups.total))
    return Judged(clause, None, None, Part(found, groups.total, unmarked))


def part_of(clause: Clause, value: Decimal, total: Decimal) -> Decimal:
    """A part as its clause asks for it: a number, or a per cent of the total."""
    return value * 100 / total if clause.is_share else value


def measured(clause: Clause, groups: Groups) -> Counter[Decimal] | None:
    """How many gatherings, regions or months brought how much; None for a condition no fact can answer."""
    match clause.kind:
        case clauses.EACH_GATHERING:
            return Counter({value: count for value, count in groups.sizes.items() if count})
        case clauses.EACH_REGION:
            return Counter(groups.region.get(code, Decimal(0)) for code in clause.over or groups.region)
        case clauses.EACH_MONTH:
            return Counter(monthly(clause, groups))
        case clauses.DISTINCT_REGIONS:
            return Counter(groups.region.values())
    return None


def monthly(clause: Clause, groups: Groups) -> list[Decimal]:
    """What each month brought; one that has not ended counts only if it already keeps the condition."""
    begun = [month for month in clause.over or () if month <= groups.until]
    came = {month: groups.month.get(month, Decimal(0)) for month in begun}
    return [value for month, value in came.items() if month <= groups.ended or keeps(clause, value)]


def keeps(clause: Clause, value: Decimal) -> bool:
    """Whether one gathering, region or month keeps the condition;
    a month that has not ended is judged only once it does."""
    return reached(clause.asks, clause.amount, None, value)
