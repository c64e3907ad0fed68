"""Whether a promise is kept, by its comparator, its clauses and the calendar."""

from __future__ import annotations

import calendar
import math
from datetime import date
from decimal import Decimal
from typing import Any

from services.reports.figures.rules.shares import of_months, wanted_by
from shared.language.clauses import AT_MOST, BETWEEN, EXACTLY

SMOOTH, LATE = Decimal("0.9"), Decimal("0.6")


def reached(comparator: str, target: Decimal, high: Decimal | None, actual: Decimal) -> bool:
    """Whether the number alone fulfils the condition (more than `exactly` is reached, and exceeded)."""
    if comparator == AT_MOST:
        return actual <= target
    if comparator == BETWEEN:
        return target <= actual <= (high if high is not None else target)
    return actual >= target


def verdict(
    indicator: dict[str, Any], actual: Decimal | None, clauses: list[dict[str, Any]], today: date
) -> str:
    """met, exceeded, on_track, behind, at_risk, not_met, no_target or no_data."""
    target = None if indicator["target"] is None else Decimal(indicator["target"])
    if target is None:
        return "no_target"
    if actual is None:
        return "no_data"
    high = Decimal(indicator["target_high"]) if indicator.get("target_high") else None
    overdue = bool(indicator["due"] and today > indicator["due"])
    if reached(indicator["comparator"], target, high, actual):
        if all(clause["met"] is not False for clause in clauses):
            return "exceeded" if indicator["comparator"] == EXACTLY and actual > target else "met"
        return "not_met" if overdue else "at_risk"
    return (
        "not_met"
        if overdue or is_over(indicator["comparator"], target, high, actual)
        else pace(indicator, target, actual, today)
    )


def is_over(comparator: str, target: Decimal, high: Decimal | None, actual: Decimal) -> bool:
    """Whether more was done than was allowed: what no later work can mend."""
    return comparator in (AT_MOST, BETWEEN) and actual > (
        high if comparator == BETWEEN and high is not None else target
    )


def proviso(
    indicator: dict[str, Any], word: str, clauses: list[dict[str, Any]], in_time: Decimal
) -> str | None:
    """What its words must add: "unchecked" (a clause nobody measures),
    "late" (met only by records after the term), "project_wide"."""
    if indicator.get("project_wide"):
        return "project_wide"
    if word not in ("met", "exceeded"):
        return None
    if any(clause["met"] is None for clause in clauses):
        return "unchecked"
    target, high = Decimal(indicator["target"]), indicator.get("target_high")
    return (
        None if reached(indicator["comparator"], target, Decimal(high) if high else None, in_time) else "late"
    )


def pace(indicator: dict[str, Any], target: Decimal, actual: Decimal, today: date) -> str:
    """on_track, behind or at_risk against an even pace through the indicator's months."""
    due = expected(indicator, target, today)
    if actual >= due * SMOOTH:
        return "on_track"
    return "behind" if actual >= due * LATE else "at_risk"


def expected(indicator: dict[str, Any], target: Decimal, today: date) -> int:
    """What the plan's months, or an even pace where it has none, would have brought by today, whole units."""
    months = of_months(indicator)
    if months:
        return math.floor(wanted_by(months, today))
    start, end = indicator["start"], indicator["due"]
    if not start or not end or today < start:
        return 0
    share = Decimal((min(today, end) - start).days + 1) / Decimal((end - start).days + 1)
    return math.floor(target * share)


def month_ends(start: date, end: date) -> list[date]:
    """Last days of the months from start to end."""
    days, year, month = [], start.year, start.month
    while (year, month) <= (end.year, end.month):
        days.append(date(year, month, calendar.monthrange(year, month)[1]))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return days
