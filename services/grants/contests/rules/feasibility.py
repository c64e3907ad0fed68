"""Can the promised number of groups still be supported with the money that is left?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

TENGE = Decimal("1")


@dataclass(frozen=True)
class Feasibility:
    """`code`: reached, possible, tight or impossible.
    `full` grants of `amount` fit into what is left and `needed` are lacking.

    When it is tight, `crowded` says which regions must fund more grants than fit: {region: (grants,
    the most each may be on average)}.
    """

    code: str
    promised: int
    needed: int
    amount: Decimal
    full: int
    crowded: dict[str, tuple[int, Decimal]]


def feasibility(promised: int, awards: int, left: Mapping[str, Decimal], amount: Decimal) -> Feasibility:
    """Judge the promise by what each region's fund has left (tenge) and the largest grant allowed (tenge)."""
    needed = max(promised - awards, 0)
    full = sum(int(money // amount) for money in left.values())
    code = verdict(needed, full, left)
    crowded = too_many(needed, left, amount) if code == "tight" else {}
    return Feasibility(code, promised, needed, amount, full, crowded)


def verdict(needed: int, full: int, left: Mapping[str, Decimal]) -> str:
    """What to say when so many grants are needed and so many full ones fit into what is left."""
    if not needed:
        return "reached"
    if full >= needed:
        return "possible"
    return "tight" if any(money >= TENGE for money in left.values()) else "impossible"


def too_many(needed: int, left: Mapping[str, Decimal], amount: Decimal) -> dict[str, tuple[int, Decimal]]:
    """Regions that must fund more grants than fit, and the most each may be on average."""
    return {
        region: (count, (left[region] / count).quantize(TENGE, ROUND_DOWN))
        for region, count in shared_out(needed, left).items()
        if count > left[region] // amount
    }


def shared_out(needed: int, left: Mapping[str, Decimal]) -> Counter[str]:
    """Grants by region so that the smallest of them is as large as it can be:
    each next one goes where it would be largest."""
    grants: Counter[str] = Counter()
    for _ in range(needed):
        grants[max(left, key=lambda region: left[region] / (grants[region] + 1))] += 1
    return grants
