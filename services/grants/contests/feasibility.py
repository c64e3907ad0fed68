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
    fitting = {region: int(money // amount) for region, money in left.items()}
    full = sum(fitting.values())
    if not needed:
        return Feasibility("reached", promised, 0, amount, full, {})
    if full >= needed:
        return Feasibility("possible", promised, needed, amount, full, {})
    if not any(money >= TENGE for money in left.values()):
        return Feasibility("impossible", promised, needed, amount, 0, {})
    grants = shared_out(needed, left)
    crowded = {
        region: (count, (left[region] / count).quantize(TENGE, ROUND_DOWN))
        for region, count in grants.items()
        if count > fitting[region]
    }
    return Feasibility("tight", promised, needed, amount, full, crowded)


def shared_out(needed: int, left: Mapping[str, Decimal]) -> Counter[str]:
    """Grants by region so that the smallest of them is as large as it can be:
    each next one goes where it would be largest."""
    grants: Counter[str] = Counter()
    for _ in range(needed):
        grants[max(left, key=lambda region: left[region] / (grants[region] + 1))] += 1
    return grants
