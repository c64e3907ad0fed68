"""Categories of people, and the groups of them a plan asks for."""

from __future__ import annotations

LEADER, OPINION_LEADER, AKIMAT, NGO, YOUTH = "leader", "opinion_leader", "akimat", "ngo", "youth"
GROUPS = {LEADER: (LEADER, OPINION_LEADER, AKIMAT, NGO, YOUTH)}


def members(group: str) -> tuple[str, ...]:
    """The categories a group of a plan's words stands for; a category alone stands for itself."""
    return GROUPS.get(group, (group,)) if group else ()
