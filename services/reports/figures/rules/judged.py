"""What came of a condition of an indicator: codes and numbers, which the faces put into words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shared.language.clauses import Clause
from shared.language.expressions import Expression


@dataclass(frozen=True)
class Kept:
    """How many gatherings, regions or months keep a condition, of how many;
    `waived` are the reasons why it is not asked of some that do not."""

    good: int
    of: int
    waived: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spread:
    """In how many different regions there is anything."""

    regions: int


@dataclass(frozen=True)
class Part:
    """What was found of a part of the total;
    `unmarked` is what nobody marked, None where it cannot change the verdict."""

    found: Decimal
    total: Decimal
    unmarked: Decimal | None = None


@dataclass(frozen=True)
class Judged:
    """A condition with what came of it: `met` is None where it cannot be told,
    `came` is None where there is nothing to say but the promise itself."""

    clause: Clause
    measure: Expression | None
    met: bool | None
    came: Kept | Spread | Part | None = None
