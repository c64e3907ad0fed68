"""A share: so much of a base, never an average of percentages; without a base there is no per cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from services.reports.facts.queries import Sums

ZERO = Decimal(0)


def per_cent(part: Decimal, base: Decimal | None) -> Decimal | None:
    """A part as per cent of its base; None without one."""
    return 100 * part / base if base else None


def shares(sums: Sums) -> Sums | None:
    """The sums of a share in per cent: the whole, each region and each month of its own base, what came after
    the term as what it changed. None where the whole has no base."""
    whole = per_cent(sums.total, sums.denominator)
    if whole is None:
        return None
    in_time = per_cent(sums.total - sums.late_total, (sums.denominator or ZERO) - sums.late_base)
    return replace(
        sums,
        total=whole,
        region=each(sums.region, sums.region_base),
        month=each(sums.month, sums.month_base),
        late_total=whole - (in_time or ZERO),
        part={},
    )


def each(parts: Mapping[str, Decimal], bases: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """Every part that has a base as per cent of it."""
    found = {name: per_cent(part, bases.get(name)) for name, part in parts.items()}
    return {name: value for name, value in found.items() if value is not None}
