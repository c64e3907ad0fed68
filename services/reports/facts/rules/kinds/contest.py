"""Contests."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import COMMISSION_MEETINGS, PROTOCOL_SIGNED, REGULATION_APPROVED
from shared.language.records.contest import Contest


def of(contest: Contest) -> list[Counted]:
    """Regulation, commission meeting and protocol of a contest; a dropped draft brings nothing, and neither
    does the part of a region that was handed its fund: its owner's contest counts once."""
    if contest.status == "dropped" or contest.handed_by:
        return []
    return [
        counted(REGULATION_APPROVED, contest.regulation_on),
        counted(COMMISSION_MEETINGS, contest.commission_on),
        counted(PROTOCOL_SIGNED, contest.protocol_on),
    ]
