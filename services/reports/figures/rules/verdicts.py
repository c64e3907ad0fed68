"""Whether a promise is kept, by its comparator, its clauses and the calendar."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from services.reports.figures.rules.judged import Judged, Kept
from services.reports.figures.rules.lines import Line
from services.reports.figures.rules.shares import of_months, wanted_by
from shared.language.clauses import AT_LEAST, AT_MOST, BETWEEN, EXACTLY
from shared.language.verdicts import DONE

ON_TRACK, BEHIND = Decimal("0.9"), Decimal("0.6")  # shares of what was due by today


def reached(comparator: str, target: Decimal, high: Decimal | None, actual: Decimal) -> bool:
    """Whether the number alone fulfils the condition (more than `exactly` is reached, and exceeded)."""
    if comparator == AT_MOST:
        return actual <= target
    if comparator == BETWEEN:
        return target <= actual <= (high if high is not None else target)
    return actual >= target


def verdict(line: Line, actual: Decimal | None, clauses: Sequence[Judged], today: date) -> str:
    """One of VERDICTS. What is short after its term is overdue: late work still mends it; not_met is what no
    later work mends, or a condition broken at the end. Nothing at all is not_due before the plan expects
    something and not_done after; no_data is what no part of the system counts."""
    if line.target is None:
        return "no_target"
    if actual is None:
        return "no_data" if line.measured is None else unbegun(line, line.target, today)
    word, overdue = line.comparator or AT_LEAST, bool(line.due and today > line.due)
    if reached(word, line.target, line.target_high, actual):
        if any(clause.met is False for clause in clauses):
            return "not_met" if overdue else "at_risk"
        return "exceeded" if word == EXACTLY and actual > line.target else "met"
    if is_over(word, line.target, line.target_high, actual):
        return "not_met"
    if overdue or not (actual or line.is_share):
        return unbegun(line, line.target, today)
    return pace(line, line.target, actual, today)


def unbegun(line: Line, target: Decimal, today: date) -> str:
    """What is to be said of a line with nothing on it, or short after its term."""
    if line.due and today > line.due:
        return "overdue"
    ahead = bool(line.start and today < line.start)
    waits = bool(line.start and line.due) and not line.is_share and not expected(line, target, today)
    return "not_due" if ahead or waits else "not_done"


def is_over(comparator: str, target: Decimal, high: Decimal | None, actual: Decimal) -> bool:
    """Whether more was done than was allowed: what no later work can mend."""
    return comparator in (AT_MOST, BETWEEN) and actual > (
        high if comparator == BETWEEN and high is not None else target
    )


def proviso(line: Line, word: str, clauses: Sequence[Judged], in_time: Decimal) -> str | None:
    """What its words must add: "unchecked" (a clause nobody measures), "waived" (met because a condition is
    waived), "late" (met only by records after the term), "project_wide"."""
    if line.project_wide:
        return "project_wide"
    if line.target is None or word not in DONE:
        return None
    if any(clause.met is None for clause in clauses):
        return "unchecked"
    if any(isinstance(clause.came, Kept) and clause.came.waived for clause in clauses):
        return "waived"
    kept = reached(line.comparator or AT_LEAST, line.target, line.target_high, in_time)
    return None if kept else "late"


def pace(line: Line, target: Decimal, actual: Decimal, today: date) -> str:
    """on_track, behind or at_risk against an even pace through the line's months."""
    due = expected(line, target, today)
    if actual >= due * ON_TRACK:
        return "on_track"
    return "behind" if actual >= due * BEHIND else "at_risk"


def expected(line: Line, target: Decimal, today: date) -> int:
    """What the plan's months, or an even pace where it has none, would have brought by today, whole units;
    a share is the same at every time."""
    if line.is_share:
        return math.floor(target)
    months = of_months(line)
    if months:
        return math.floor(wanted_by(months, today))
    if not line.start or not line.due or today < line.start:
        return 0
    share = Decimal((min(today, line.due) - line.start).days + 1) / Decimal((line.due - line.start).days + 1)
    return math.floor(target * share)


def month_ends(start: date, end: date) -> list[date]:
    """Last days of the months from start to end."""
    days, year, month = [], start.year, start.month
    while (year, month) <= (end.year, end.month):
        days.append(date(year, month, calendar.monthrange(year, month)[1]))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return days
