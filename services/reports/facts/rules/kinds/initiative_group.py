"""Initiative groups."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import GROUPS_FORMED
from shared.language.records.initiative_group import InitiativeGroup


def of(group: InitiativeGroup) -> list[Counted]:
    """A group counts once, from the day it was founded; a withdrawn one does not."""
    if group.status == "withdrawn":
        return []
    return [counted(GROUPS_FORMED, group.formed_on)]
