"""What a plan wants of a region and of a month: the targets it sets, else an even share."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from shared.language.clauses import (
    AT_LEAST,
    AT_MOST,
    DISTINCT_REGIONS,
    EACH_MONTH,
    EACH_REGION,
    EXACTLY,
    PART,
)

SET, EVEN = "set", "even"


def of_regions(indicator: dict[str, Any], regions: Collection[str] | None = None) -> dict[str, Decimal]:
    """The targets the plan sets for regions, all of them or these."""
    return {
        row["region"]: Decimal(row["value"])
        for row in indicator.get("targets") or []
        if row.get("region") and (regions is None or row["region"] in regions)
    }


def of_months(indicator: dict[str, Any]) -> dict[str, Decimal]:
    """The targets the plan sets for months, in their order."""
    rows = indicator.get("targets") or []
    found = {row["month"]: Decimal(row["value"]) for row in rows if row.get("month")}
    return dict(sorted(found.items()))


def wanted_by(months: dict[str, Decimal], day: date) -> Decimal:
    """What targets by month want by a day: those of the months before, and of this one so many days' part."""
    this = day.strftime("%Y-%m")
    before = sum((value for month, value in months.items() if month < this), Decimal(0))
    return before + months.get(this, Decimal(0)) * day.day / monthrange(day.year, day.month)[1]


def regional(indicator: dict[str, Any], regions: frozenset[str] | None) -> dict[str, Any]:
    """Seen from some regions: the targets set for them, or the even share when that is a whole number;
    `share` says which. Clauses over regions shrink to them, targets by month are the whole project's."""
    if regions is None:
        return indicator
    promised = set_for(indicator, regions) if of_regions(indicator) else evenly(indicator, regions)
    rows = [row for row in indicator.get("targets") or [] if row.get("region") in regions]
    return {**indicator, **promised, "targets": rows, "clauses": kept(indicator["clauses"], regions)}


def kept(clauses: list[dict[str, Any]], regions: frozenset[str]) -> list[dict[str, Any]]:
    """The clauses that speak of these regions too."""
    return [
        {**clause, "over": sorted(set(clause["over"]) & regions)}
        if clause.get("over") and clause["kind"] == EACH_REGION
        else clause
        for clause in clauses
        if clause["kind"] not in (DISTINCT_REGIONS, PART)
    ]


def set_for(indicator: dict[str, Any], regions: frozenset[str]) -> dict[str, Any]:
    """The sum of what is set for these regions; a region without a target of its own has none.
    Shares in per cent are not added up: several regions see no target then."""
    mine = of_regions(indicator, regions)
    summed = len(mine) == 1 or (len(mine) > 1 and indicator["unit"] != "%")
    word = indicator["comparator"] if indicator["comparator"] in (AT_MOST, EXACTLY) else AT_LEAST
    return {
        "target": str(sum(mine.values())) if summed else None,
        "target_high": None,
        "comparator": word if summed else None,
        "project_wide": len(mine) > 1 and not summed,
        "share": SET if summed else None,
    }


def evenly(indicator: dict[str, Any], regions: frozenset[str]) -> dict[str, Any]:
    """The even share of the project's target; one that cannot be divided stays the whole project's."""
    share, high = even_share(indicator, regions, "target"), even_share(indicator, regions, "target_high")
    share = share if high or indicator.get("target_high") is None else None
    return {
        "target": share,
        "target_high": high if share else None,
        "comparator": indicator["comparator"] if share else None,
        "project_wide": indicator["target"] is not None and share is None,
        "share": EVEN if share else None,
    }


def even_share(indicator: dict[str, Any], regions: frozenset[str], name: str) -> str | None:
    """The even share of a target for some of its regions, or None;
    a target by months is the whole project's."""
    mine = [code for code in indicator["regions"] if code in regions]
    if (
        not indicator.get(name)
        or not mine
        or indicator["unit"] == "%"
        or any(clause["kind"] == EACH_MONTH for clause in indicator["clauses"])
    ):
        return None
    share = Decimal(indicator[name]) * len(mine) / len(indicator["regions"])
    return str(share) if share == share.to_integral_value() else None
