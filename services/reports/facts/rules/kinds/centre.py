"""Centres."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.centres import CENTERS_OPEN, CENTRES_FUNDED
from shared.language.records.centre import Centre


def of(centre: Centre) -> list[Counted]:
    """A centre counts from the day it opened, whatever became of it, and once more as paid by others from
    the day the first of them agreed."""
    if centre.status == "planned":
        return []
    agreed = min((money.agreed_on for money in centre.fundings), default=None)
    return [counted(CENTERS_OPEN, centre.opened_on), counted(CENTRES_FUNDED, agreed)]
