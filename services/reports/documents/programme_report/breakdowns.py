"""The programme report's table of indicators by region: what came, and what the plan wants of each."""

from __future__ import annotations

from typing import Any

from services.reports.pictures import short_name
from shared.i18n import NBSP, format_number

REGIONS_ABREAST = 8


def breakdowns(snapshot: dict[str, Any], labels: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """Indicator by region (or by none), at most eight to a table; a dash where it does not count;
    one region says nothing new."""
    indicators = [
        item
        for section in snapshot["sections"]
        for activity in section["activities"]
        for item in activity["indicators"]
        if item["by_region"] or item["region_targets"]
    ]
    regions, tables = snapshot["regions"], []
    for start in range(0, len(regions) if indicators and len(regions) > 1 else 0, REGIONS_ABREAST):
        some = regions[start : start + REGIONS_ABREAST]
        rows = [row for item in indicators for row in by_region(item, some, labels, locale)]
        tables.append({"regions": [short_name(region["name"]) for region in some], "rows": rows})
    return tables


def by_region(
    item: dict[str, Any], regions: list[dict[str, Any]], labels: dict[str, Any], locale: str
) -> list[dict[str, Any]]:
    """An indicator's figures in these regions, under them the targets the plan sets for regions, if any."""
    fact = region_row(item["code"], item["name"], item["by_region"], item["actual"], regions, locale)
    plan = item["region_targets"]
    name = f"{NBSP * 3}{labels['region_plan']}"
    return [fact, region_row("", name, plan, item["target"], regions, locale)] if plan else [fact]


def region_row(
    code: str,
    name: str,
    values: dict[str, Any],
    whole: int | str | None,
    regions: list[dict[str, Any]],
    locale: str,
) -> dict[str, Any]:
    """One row of the breakdown; a dash where there is nothing."""
    figures = [values.get(region["code"]) for region in regions]
    return {
        "code": code,
        "name": name,
        "cells": [format_number(value, locale) for value in figures],
        "whole": format_number(whole, locale),
        "figures": [*figures, whole],
    }
