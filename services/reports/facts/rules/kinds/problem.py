"""Problems that sessions named."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted
from shared.language.records.problem import Problem


def of(problem: Problem) -> list[Counted]:
    """A problem counts nowhere: it is told in the monthly report of the centres."""
    return []
