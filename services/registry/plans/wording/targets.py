"""Targets by region and by month in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import get_locale

from services.registry.plans.rules.numbers import plain
from services.registry.regions.queries import named
from shared.i18n import format_month, format_number


def targets_in_words(divided: Mapping[str, Decimal]) -> str:
    """ "Туркестанская область: 30; май 2022: 15"."""
    return "; ".join(f"{place}: {value}" for place, value in targets_shown(divided))


def targets_shown(divided: Mapping[str, Decimal]) -> list[tuple[str, str]]:
    """Names of regions or months, each with its target as people write it."""
    locale = str(get_locale())
    names = {row["code"]: row.get(locale, row["ru"]) for row in named([*divided])}
    return [
        (names.get(place) or format_month(place), format_number(Decimal(plain(value))))
        for place, value in divided.items()
    ]
