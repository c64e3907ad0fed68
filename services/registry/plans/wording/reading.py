"""How the value of an indicator was read, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.registry.plans.models import Indicator
from services.registry.plans.rules import numbers
from shared.i18n import once_a_language, said
from shared.language.clauses import BETWEEN, COMPARATORS


def reading(indicator: Indicator, unit: str | None = None) -> str:
    """How the value was read, the plan's own unit (or how it is said) as a label: "at least 4 · центр"."""
    if indicator.target is None:
        return _("no target")
    if indicator.comparator == BETWEEN:
        text = _(
            "from %(low)s to %(high)s", low=plain(indicator.target), high=plain(indicator.target_high) or "?"
        )
    else:
        text = f"{comparators().get(indicator.comparator or '', '')} {plain(indicator.target)}".strip()
    counted = unit or indicator.unit
    return text + (f" {counted}" if counted == "%" else f" · {counted}" if counted else "")


@once_a_language
def comparators() -> Mapping[str, str]:
    """The four conditions in words."""
    return {name: said(words) for name, words in COMPARATORS.items()}


def plain(value: Any) -> str:
    """A number as people type it."""
    return "" if value is None else numbers.plain(value)
