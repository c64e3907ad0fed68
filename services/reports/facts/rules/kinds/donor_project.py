"""Projects funded by donors."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import DONOR_FUNDED
from shared.language.records.donor_project import DonorProject


def of(item: DonorProject) -> list[Counted]:
    """A project counts from the donor's decision; one that still waits for it, or was withdrawn, does not."""
    if item.status == "withdrawn":
        return []
    return [counted(DONOR_FUNDED, item.decided_on)]
