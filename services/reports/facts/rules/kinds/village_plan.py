"""Village development plans."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.centres import VILLAGE_PLANS
from shared.language.records.village_plan import VillagePlan


def of(plan: VillagePlan) -> list[Counted]:
    """A plan counts from the day the village approved it."""
    if plan.status != "approved":
        return []
    return [counted(VILLAGE_PLANS, plan.approved_on)]
