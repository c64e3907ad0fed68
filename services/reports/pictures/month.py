"""One month of a series."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Month:
    """A month "2022-04" with what was planned and done by its end, from the beginning;
    a `fact` of None is a month not reached, a `plan` of None one without a plan."""

    month: str
    plan: int | Decimal | None
    fact: int | Decimal | None
