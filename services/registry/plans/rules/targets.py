"""Targets by region and by month: whether they add up to the plan's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from services.registry.plans.models import Indicator, Plan
from services.registry.plans.queries import indicators, notes
from shared.language.clauses import BETWEEN

BY = ("region", "month")


@dataclass(frozen=True)
class Apart:
    """Targets by region or by month whose sum is not the plan's own target."""

    by: str
    code: str
    sum: Decimal
    total: Decimal

    @property
    def about(self) -> str:
        """The code of the doubt about it."""
        return f"targets.{self.by}.{self.code}"


def apart(indicator: Indicator) -> list[Apart]:
    """Which sums differ; shares in per cent are not added up, without a total nothing is compared."""
    low, high = indicator.target, indicator.target_high
    if low is None or indicator.unit == "%":
        return []
    found = []
    for by in BY:
        values = [row.value for row in indicator.targets if getattr(row, by)]
        total = sum(values, Decimal(0))
        fits = low <= total <= high if indicator.comparator == BETWEEN and high is not None else total == low
        if values and not fits:
            found.append(Apart(by, indicator.code, total, low))
    return found


def unexplained(plan: Plan) -> list[str]:
    """Codes of indicators whose targets do not add up and nobody said why."""
    kept = {note.get("code") for note in notes(plan) if note.get("settled") and note.get("kept")}
    return [
        row.code for row in indicators(plan) if any(difference.about not in kept for difference in apart(row))
    ]
