"""Regions as people write them."""

from __future__ import annotations

from shared.doors.errors import Invalid
from shared.language.regions import REGIONS, find


class RegionUnknown(Invalid):
    """There is no region “%(region)s”. Give its code (turkistan), ISO code (KZ-61), KATO or its name."""

    code = "region_unknown"


def region_code(text: str) -> str:
    """The code of a region however it was written; RegionUnknown."""
    region = find(text)
    if region is None:
        raise RegionUnknown(field="region", region=text)
    return region.code


def named(codes: list[str]) -> list[dict[str, str]]:
    """Code, ISO code and the three names, in the order given."""
    return [REGIONS[code].state() for code in codes if code in REGIONS]
