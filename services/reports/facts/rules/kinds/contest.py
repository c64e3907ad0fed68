"""Contests."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.gatherings import COMMISSION_MEETING
from shared.language.measures.contest import COMMISSION_MEETINGS, PROTOCOL_SIGNED, REGULATION_APPROVED
from shared.language.measures.gatherings import EVENTS_HELD
from shared.language.records.contest import Contest


def of(contest: Contest) -> list[Counted]:
    """Regulation, commission meeting and protocol of a contest; a dropped draft brings nothing, and neither
    does the part of a region that was handed its fund: its owner's contest counts once. The meeting counts
    wherever a gathering of that kind does, too."""
    if contest.status == "dropped" or contest.handed_by:
        return []
    return [
        counted(REGULATION_APPROVED, contest.regulation_on),
        counted(COMMISSION_MEETINGS, contest.commission_on),
        counted(EVENTS_HELD, contest.commission_on, subtype=COMMISSION_MEETING),
        counted(PROTOCOL_SIGNED, contest.protocol_on),
    ]
