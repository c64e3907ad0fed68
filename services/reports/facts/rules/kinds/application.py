"""Applications."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.contest import APPLICATIONS_RECEIVED
from shared.language.records.application import Application


def of(application: Application) -> list[Counted]:
    """A registered application counts, whatever becomes of it; a withdrawn one does not."""
    if application.status == "withdrawn":
        return []
    return [counted(APPLICATIONS_RECEIVED, application.registered_on)]
