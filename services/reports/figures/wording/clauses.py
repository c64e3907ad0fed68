"""The second conditions of an indicator in words, in the reader's language: what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext, pgettext
from flask_babel import gettext as _

from services.reports.figures.rules.clauses import part_of
from services.reports.figures.rules.judged import Judged, Kept, Part, Spread
from shared.i18n import format_number, format_percent
from shared.language import clauses
from shared.language.clauses import SORTS, Clause
from shared.language.expressions import Expression
from shared.language.gatherings import get_type
from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.language.words import msgids


@dataclass(frozen=True)
class SaidClause:
    """A condition as people read it: `met` is None where it cannot be told."""

    text: str
    met: bool | None


def said_clause(judged: Judged) -> SaidClause:
    """A judged condition in words."""
    return SaidClause(clause_words(judged), judged.met)


def clause_words(judged: Judged) -> str:
    """What came of a condition; where nothing did, the promise itself."""
    match judged.came:
        case Kept() as came:
            return kept(judged.clause, judged.measure, came)
        case Spread() as came:
            return spread(judged.clause, came)
        case Part() as came:
            return part(judged.clause, came)
    return promised(judged.clause, judged.measure)


def spread(clause: Clause, came: Spread) -> str:
    """In how many different regions there is something: "different regions: 1 of 2"."""
    return _("different regions: %(found)s of %(needed)s", found=came.regions, needed=number(clause))


def part(clause: Clause, came: Part) -> str:
    """What was found of a part, and of how many nobody said whether they belong to it."""
    text = _(
        "of them %(what)s: %(found)s (%(amount)s)",
        what=gettext(SORTS[clause.sort].words),
        found=found_of(clause, came),
        amount=in_all(clause),
    )
    if came.unmarked is None:
        return text
    return _("%(part)s; not said of %(unmarked)s", part=text, unmarked=format_number(came.unmarked))


def found_of(clause: Clause, came: Part) -> str:
    """What was found of a part: a number, or a per cent with what it is of."""
    found = format_number(came.found)
    if not clause.is_share:
        return found
    return _(
        "%(share)s, %(found)s of %(total)s",
        share=format_percent(part_of(clause, came.found, came.total)),
        found=found,
        total=format_number(came.total),
    )


def kept(clause: Clause, measure: Expression | None, came: Kept) -> str:
    """How many of them keep the condition: "13 of 14 trainings with 15 or more"."""
    if clause.kind == clauses.EACH_REGION and came.of == 1:
        return _("%(amount)s in the region", amount=each(clause))
    of = ngettext(*counted(clause, measure), came.of, good=came.good)
    amount = each_of_people(clause) if asks_people(clause, measure) else each(clause)
    return excused(_("%(of)s with %(amount)s", of=of, amount=amount), came.waived)


def excused(words: str, reasons: Sequence[str]) -> str:
    """The condition with how many are excused of it, and why."""
    if not reasons:
        return words
    waived = ngettext("waived for %(num)s", "waived for %(num)s", len(reasons))
    return f"{words}; {waived}: {'; '.join(reasons)}"


def asks_people(clause: Clause, measure: Expression | None) -> bool:
    """Whether a condition asks for so many people or more at each gathering."""
    at_least = clause.kind == clauses.EACH_GATHERING and clause.asks == clauses.AT_LEAST
    return at_least and measure is not None and measure.facts == ATTENDANCE_PERSONS.name


def each_of_people(clause: Clause) -> str:
    """So many people or more, as some languages count them in words of their own."""
    return pgettext("each, people", "%(amount)s or more", amount=number(clause))


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
    return promised_part(clause) if clause.sort in SORTS else clause.text


def promised_part(clause: Clause) -> str:
    """How much of a sort the whole must have: "of them on paper: 80 or more"."""
    what = gettext(SORTS[clause.sort].words)
    return _("of them %(what)s: %(amount)s", what=what, amount=in_all(clause))


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
