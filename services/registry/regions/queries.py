"""The regions of Kazakhstan: a reference that ships with the code (KATO, ISO 3166-2:KZ, names,
the split of 8 June 2022)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from shared.errors import Invalid


class RegionUnknown(Invalid):
    """There is no region “%(region)s”. Give its code (turkistan), ISO code (KZ-61), KATO or its name."""

    code = "region_unknown"


@cache
def regions() -> dict[str, dict[str, str]]:
    """All regions by code: {code, iso, kato, ru, kk, en, valid_from}."""
    rows = json.loads((Path(__file__).parent / "regions.json").read_text("utf-8"))
    return {row["code"]: row for row in rows}


@cache
def spellings() -> dict[str, str]:
    """Every accepted spelling of a region, lower case, to its code."""
    return {
        spelling.casefold(): code
        for code, row in regions().items()
        for spelling in (code, row["iso"], row["kato"], row["kato"][:2], row["ru"], row["kk"], row["en"])
    }


def region_code(text: str) -> str:
    """The code of a region however it was written; RegionUnknown."""
    code = spellings().get(text.strip().casefold())
    if code is None:
        raise RegionUnknown(field="region", region=text)
    return code


def named(codes: list[str]) -> list[dict[str, str]]:
    """Code, ISO code and the three names, in the order given."""
    return [
        {key: regions()[code][key] for key in ("code", "iso", "kato", "ru", "kk", "en")}
        for code in codes
        if code in regions()
    ]
