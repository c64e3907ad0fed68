"""The measure of an indicator: what its figure is counted by."""

from __future__ import annotations

from typing import Any

from shared.language.expressions import Expression, parse


def of(indicator: dict[str, Any]) -> Expression | None:
    """The measure of an indicator; None when it has none or nothing delivers it."""
    expression = parse(indicator["measure"] or "")
    return expression if expression.delivered else None
