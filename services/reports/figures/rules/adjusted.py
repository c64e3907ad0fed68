"""A figure with its adjustments: what the records say and what somebody typed, kept apart and added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from services.reports.adjustments.queries import Adjusted
from services.reports.facts.queries import Sums

ZERO = Decimal(0)
Amount = TypeVar("Amount", Decimal, Decimal | None)


def adjusted(sums: Sums, found: Sequence[Adjusted], due: date | None) -> Sums:
    """Sums in all; what belongs to a day after the term came late. Records, proofs and sizes of gatherings
    are of records only."""
    return sums if not found else added(sums, found, [one for one in found if due and one.day > due])


def added(sums: Sums, found: Sequence[Adjusted], late: Sequence[Adjusted]) -> Sums:
    """The sums with these, of which some are late."""
    base = base_of(found)
    places, months = [one.region or "" for one in found], [one.day.strftime("%Y-%m") for one in found]
    amounts = [Decimal(one.amount) for one in found]
    bases = [None if one.base is None else Decimal(one.base) for one in found]
    return replace(
        sums,
        total=sums.total + amount_of(found),
        denominator=sums.denominator if base is None else (sums.denominator or ZERO) + base,
        region=with_each(sums.region, places, amounts),
        month=with_each(sums.month, months, amounts),
        region_base=with_each(sums.region_base, places, bases),
        month_base=with_each(sums.month_base, months, bases),
        late_total=sums.late_total + amount_of(late),
        late_base=sums.late_base + (base_of(late) or ZERO),
    )


def with_each(known: Mapping[str, Amount], names: Sequence[str], more: Sequence[Amount]) -> dict[str, Amount]:
    """Amounts by name with these added."""
    found = dict(known)
    for name, amount in zip(names, more, strict=True):
        if amount is not None:
            found[name] = (found.get(name) or ZERO) + amount
    return found


def amount_of(found: Sequence[Adjusted]) -> Decimal:
    """How much more or less all of them make."""
    return sum((Decimal(one.amount) for one in found), ZERO)


def base_of(found: Sequence[Adjusted]) -> Decimal | None:
    """How much they change the base of a share; None of what is no share."""
    bases = [Decimal(one.base) for one in found if one.base is not None]
    return sum(bases, ZERO) if bases else None


def by_region(found: Sequence[Adjusted]) -> dict[str, Decimal]:
    """What they make in each region, under "" in none."""
    return with_each({}, [one.region or "" for one in found], [Decimal(one.amount) for one in found])


def by_month(found: Sequence[Adjusted]) -> dict[str, Decimal]:
    """What they make in each month."""
    return with_each({}, [one.day.strftime("%Y-%m") for one in found], [Decimal(one.amount) for one in found])
