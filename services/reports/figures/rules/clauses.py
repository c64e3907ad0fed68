"""The second conditions of an indicator: "not less than 15 at each training", "2 in each region",
judged and put into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext, pgettext
from flask_babel import gettext as _

from services.reports.facts.queries import Sums
from services.reports.figures.rules.verdicts import reached
from shared.i18n import format_number, format_percent
from shared.language import clauses
from shared.language.clauses import SORTS, Clause, Sort
from shared.language.expressions import Expression
from shared.language.gatherings import get_type
from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.language.words import msgids


@dataclass(frozen=True)
class Groups:
    """What a condition is judged by: sums by region, month, part; how many gatherings brought how much."""

    total: Decimal
    region: Mapping[str, Decimal]
    month: Mapping[str, Decimal]
    part: Mapping[str, Decimal]
    sizes: Mapping[Decimal, int]
    until: str
    ended: str

    @classmethod
    def of(cls, sums: Sums, until: date) -> Groups:
        """From the sums of a line as of a day."""
        region = {code: value for code, value in sums.region.items() if code}
        now, ended = until.strftime("%Y-%m"), last_month(until)
        return cls(sums.total, region, sums.month, sums.part, sums.sizes, now, ended)


def last_month(until: date) -> str:
    """The last month that has ended by the end of a day, "2022-08"."""
    first = (until + timedelta(days=1)).replace(day=1)
    return (first - timedelta(days=1)).strftime("%Y-%m")


def judge(clause: Clause, groups: Groups | None, measure: Expression | None) -> dict[str, Any]:
    """`{text, met}` of a clause in the reader's language; `met` is None when it cannot be measured."""
    if groups is not None and clause.sort in SORTS and SORTS[clause.sort].mark:
        return judge_part(clause, SORTS[clause.sort], groups)
    values = None if groups is None else measured(clause, groups)
    if values is None:
        return {"text": promised(clause, measure), "met": None}
    if clause.kind == clauses.DISTINCT_REGIONS:
        return judge_regions(clause, values)
    if not values:
        return {"text": promised(clause, measure), "met": False}
    good, all_of_them = sum(count for value, count in values.items() if keeps(clause, value)), values.total()
    return {"text": kept(clause, measure, good, all_of_them), "met": good == all_of_them}


def judge_regions(clause: Clause, values: Counter[Decimal]) -> dict[str, Any]:
    """In how many different regions there is anything."""
    found = sum(count for value, count in values.items() if value > 0)
    text = _("different regions: %(found)s of %(needed)s", found=found, needed=number(clause))
    return {"text": text, "met": found >= clause.amount}


def judge_part(clause: Clause, sort: Sort, groups: Groups) -> dict[str, Any]:
    """A part of the total, "of them 80 on paper";
    not judged while what nobody marked could still make up for what lacks."""
    found = groups.part.get(sort.name, Decimal(0))
    unmarked = groups.total - groups.part.get(sort.mark, Decimal(0))
    if clause.is_share and not groups.total:
        return {"text": promised(clause, None), "met": None}
    text = _(
        "of them %(what)s: %(found)s (%(amount)s)",
        what=gettext(sort.words),
        found=found_of(clause, found, groups.total),
        amount=in_all(clause),
    )
    verdicts = {keeps(clause, part_of(clause, value, groups.total)) for value in (found, found + unmarked)}
    if len(verdicts) == 1:
        return {"text": text, "met": verdicts.pop()}
    return {
        "text": _("%(part)s; not said of %(unmarked)s", part=text, unmarked=format_number(unmarked)),
        "met": None,
    }


def part_of(clause: Clause, value: Decimal, total: Decimal) -> Decimal:
    """A part as its clause asks for it: a number, or a per cent of the total."""
    return value * 100 / total if clause.is_share else value


def found_of(clause: Clause, found: Decimal, total: Decimal) -> str:
    """What was found of a part: a number, or a per cent with what it is of."""
    if not clause.is_share:
        return format_number(found)
    share = format_percent(part_of(clause, found, total))
    return _(
        "%(share)s, %(found)s of %(total)s",
        share=share,
        found=format_number(found),
        total=format_number(total),
    )


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


def kept(clause: Clause, measure: Expression | None, good: int, num: int) -> str:
    """How many of them keep the condition: "13 of 14 trainings with 15 or more"."""
    if clause.kind == clauses.EACH_REGION and num == 1:
        return _("%(amount)s in the region", amount=each(clause))
    of = ngettext(*counted(clause, measure), num, good=good)
    people = measure is not None and measure.facts == ATTENDANCE_PERSONS.name
    if people and clause.kind == clauses.EACH_GATHERING and clause.asks == clauses.AT_LEAST:
        amount = pgettext("each, people", "%(amount)s or more", amount=number(clause))
        return _("%(of)s with %(amount)s", of=of, amount=amount)
    return _("%(of)s with %(amount)s", of=of, amount=each(clause))


def counted(clause: Clause, measure: Expression | None) -> tuple[str, str]:
    """So many of so many, by the name of what the condition runs over."""
    return {
        clauses.EACH_REGION: msgids("%(good)s of %(num)s region", "%(good)s of %(num)s regions"),
        clauses.EACH_MONTH: msgids("%(good)s of %(num)s month", "%(good)s of %(num)s months"),
    }.get(clause.kind) or get_type(sort_of(measure)).keep


def promised(clause: Clause, measure: Expression | None) -> str:
    """The condition itself: "15 or more at each training"; one nobody understood stays in its words."""
    match clause.kind:
        case clauses.EACH_GATHERING:
            return gettext(get_type(sort_of(measure)).at_each, amount=each(clause))
        case clauses.EACH_REGION:
            return _("%(amount)s in each region", amount=each(clause))
        case clauses.EACH_MONTH:
            return _("%(amount)s every month", amount=each(clause))
        case clauses.DISTINCT_REGIONS:
            return _("different regions: %(amount)s", amount=in_all(clause))
    if clause.sort in SORTS:
        what = gettext(SORTS[clause.sort].words)
        return _("of them %(what)s: %(amount)s", what=what, amount=in_all(clause))
    return clause.text


def each(clause: Clause) -> str:
    """An amount that every one must have."""
    match clause.comparator:
        case clauses.AT_MOST:
            return pgettext("each", "%(amount)s or fewer", amount=number(clause))
        case clauses.EXACTLY:
            return pgettext("each", "exactly %(amount)s", amount=number(clause))
    return pgettext("each", "%(amount)s or more", amount=number(clause))


def in_all(clause: Clause) -> str:
    """An amount that the whole must have."""
    match clause.comparator:
        case clauses.AT_MOST:
            return pgettext("in all", "%(amount)s or fewer", amount=number(clause))
        case clauses.EXACTLY:
            return pgettext("in all", "exactly %(amount)s", amount=number(clause))
    return pgettext("in all", "%(amount)s or more", amount=number(clause))


def number(clause: Clause) -> str:
    """The number of a clause as people read it."""
    return format_percent(clause.amount) if clause.is_share else format_number(clause.amount)


def sort_of(measure: Expression | None) -> str:
    """The one type of gathering a measure looks at, or nothing."""
    return measure.subtypes[0] if measure and len(measure.subtypes) == 1 else ""
