"""Centres."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.centres import CENTERS_OPEN
from shared.language.records.centre import Centre


def of(centre: Centre) -> list[Counted]:
    """An open centre counts from the day it opened."""
    if centre.status == "planned":
        return []
    return [counted(CENTERS_OPEN, centre.opened_on)]
