"""Awards."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import GROUPS_FORMED, SUBPROJECTS_COMPLETED
from shared.language.records.award import Award


def of(award: Award) -> list[Counted]:
    """An award makes its initiative group count; the finished sub-project counts from its acceptance."""
    if award.status == "cancelled":
        return []
    return [
        counted(GROUPS_FORMED, award.awarded_on),
        counted(SUBPROJECTS_COMPLETED, award.completed_on),
    ]
