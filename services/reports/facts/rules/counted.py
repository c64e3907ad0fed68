"""What a rule says of one record: so much of a measure, on a day, proven or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.reports.facts.models import CLAIMED, EVIDENCED
from shared.language.measure import Measure
from shared.language.records import Proof


@dataclass(frozen=True)
class Counted:
    """One fact of a record; without a day it is not one yet."""

    measure: str
    on: date | None
    state: str
    subtype: str | None = None
    category: str | None = None
    numerator: Decimal = Decimal(1)
    denominator: Decimal | None = None


def counted(
    measure: Measure,
    on: date | None,
    proofs: Iterable[Proof],
    *,
    link: str | None = None,
    subtype: str | None = None,
    category: str | None = None,
    numerator: Decimal | int = 1,
    denominator: Decimal | None = None,
) -> Counted:
    """A fact of a measure with its state: claimed, or evidenced by a file that proves it."""
    state = EVIDENCED if is_proven(measure, proofs, link) else CLAIMED
    return Counted(measure.kept_as, on, state, subtype, category, Decimal(numerator), denominator)


def is_proven(measure: Measure, proofs: Iterable[Proof], link: str | None = None) -> bool:
    """Whether a file of a kind that proves it is attached; any file or link where no kind is asked."""
    kinds = {proof.kind for proof in proofs}
    return bool(kinds & set(measure.proven_by)) if measure.proven_by else bool(kinds or link)
