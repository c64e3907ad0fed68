"""Reports everybody can read."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.language.measures.media import PUBLIC_REPORTS
from shared.language.records.public_report import PublicReport


def of(report: PublicReport) -> list[Counted]:
    """A report counts once, from the day it was first published, in however many places it stands."""
    return [counted(PUBLIC_REPORTS, report.published_on)] if report.published_on else []
