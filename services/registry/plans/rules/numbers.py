"""Numbers as they are kept and told."""

from __future__ import annotations

from decimal import Decimal


def plain(value: Decimal) -> str:
    """A number without trailing zeros and without an exponent."""
    return f"{value.normalize():f}"
