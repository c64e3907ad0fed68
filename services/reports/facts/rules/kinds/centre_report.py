"""Monthly reports of the centres."""

from __future__ import annotations

from services.reports.facts.rules.counted import Counted, counted
from shared.clock import last_day
from shared.language.centre_reports import COUNTED
from shared.language.measures.centres import MONTHLY_REPORTS
from shared.language.records.centre_report import CentreReport


def of(report: CentreReport) -> list[Counted]:
    """A report that was handed in and not returned counts in the month it tells about, on its last day,
    whenever it came: a plan asks for one of each month."""
    if report.status not in COUNTED:
        return []
    return [counted(MONTHLY_REPORTS, last_day(report.month))]
