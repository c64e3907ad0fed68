"""What a rule says of one record: so much of a measure, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.language.measure import Measure


@dataclass(frozen=True)
class Counted:
    """One fact of a record; without a day it is not one yet."""

    measure: str
    on: date | None
    rule: int
    subtype: str | None = None
    category: str | None = None
    numerator: Decimal = Decimal(1)
    denominator: Decimal | None = None


def counted(
    measure: Measure,
    on: date | None,
    *,
    subtype: str | None = None,
    category: str | None = None,
    numerator: Decimal | int = 1,
    denominator: Decimal | None = None,
) -> Counted:
    """A fact of a measure by the version of its rule in force; `denominator` is the base of a share."""
    return Counted(measure.kept_as, on, measure.version, subtype, category, Decimal(numerator), denominator)
