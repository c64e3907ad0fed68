"""Targets by region and by month: whether they add up to the plan's own, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import get_locale

from services.registry.plans.models import Indicator, Plan
from services.registry.plans.queries import indicators, notes
from services.registry.regions.queries import named
from shared.i18n import format_month, format_number
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


def targets_in_words(divided: Mapping[str, Decimal]) -> str:
    """ "Туркестанская область: 30; май 2022: 15"."""
    return "; ".join(f"{place}: {value}" for place, value in targets_shown(divided))


def targets_shown(divided: Mapping[str, Decimal]) -> list[tuple[str, str]]:
    """Names of regions or months, each with its target as people write it."""
    locale = str(get_locale())
    names = {row["code"]: row.get(locale, row["ru"]) for row in named([*divided])}
    return [
        (names.get(place) or format_month(place), format_number(exact(value)))
        for place, value in divided.items()
    ]


def exact(value: Decimal) -> Decimal:
    """A decimal without trailing zeros and without an exponent."""
    return Decimal(f"{value.normalize():f}")
