"""Regions in the user's language."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale

from shared.language.regions import REGIONS


def words() -> dict[str, Any]:
    """What every page is given."""
    return {
        "region_name": region_name,
        "region_names": region_names,
        "region_options": region_options,
    }


def region_name(code: str | None) -> str:
    """A region's name in the user's language."""
    region = REGIONS.get(code or "")
    return region.called(str(get_locale())) if region else code or ""


def region_names(codes: list[str]) -> str:
    """Names of regions in one line."""
    return ", ".join(map(region_name, codes))


def region_options(mine: set[str] | None) -> list[tuple[str, str]]:
    """Regions to choose from: the actor's own, or all."""
    return [(code, region_name(code)) for code in REGIONS if mine is None or code in mine]
