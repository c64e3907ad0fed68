"""What every page of reports is given besides the shared shell."""

from __future__ import annotations

from typing import Any

from services.reports.dashboard.listing.places import opens, project_names
from shared.access import actor, holds
from shared.language.roles import CENTER_OPERATOR, PRESENT


def may_waive() -> bool:
    """Whether this actor may waive a condition of a gathering."""
    return holds(actor(), "events", "gathering.waive")


def may_record() -> bool:
    """Whether this actor records what people did."""
    return bool(actor().roles & set(PRESENT))


def keeps_journal() -> bool:
    """Whether this actor keeps the journal of a centre."""
    return CENTER_OPERATOR in actor().roles


def words() -> dict[str, Any]:
    """Projects and regions to choose from, and what this actor may open."""
    return {
        "may_record": may_record,
        "keeps_journal": keeps_journal,
        "may_waive": may_waive,
        "opens": opens,
        "project_names": project_names,
        "project_options": lambda rows: list(project_names(rows).items()),
        "region_pairs": lambda rows: [(row.code, row.name) for row in rows],
    }
