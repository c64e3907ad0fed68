"""Awards."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import SUBPROJECTS_COMPLETED
from shared.language.records.award import Award


def of(award: Award) -> list[Counted]:
    """The finished sub-project of an award counts from its acceptance."""
    if award.status == "cancelled":
        return []
    return [counted(SUBPROJECTS_COMPLETED, award.completed_on)]
