"""Monthly reports as facts are derived from them: reports tell themselves, by the same door as everybody."""

from __future__ import annotations

from services.reports.centre_reports.models import CentreReport
from services.reports.centre_reports.queries.reports import is_open
from services.reports.copies.queries import projects
from services.reports.db import db
from shared.language.measures.centres import MONTHLY_REPORTS
from shared.language.records.centre_report import CentreReport as ReportRecord
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_report(item: CentreReport) -> CentreReport:
    """Tell the report's present state."""
    db.session.flush()
    publish(db.session, report_record(item))
    return item


def report_record(item: CentreReport) -> ReportRecord:
    """Give a report as it travels; a scan proves only what is handed in."""
    return ReportRecord(
        id=str(item.id),
        page=f"/reports/centre-reports/{item.id}",
        project_id=item.project_id,
        activity_id=projects.get(item.project_id).line_measuring(MONTHLY_REPORTS),
        title=f"{item.month:%m.%Y}",
        month=item.month,
        status=item.state,
        handed_in_on=item.handed_in_on,
        evidence=() if is_open(item) else proofs_of(item),
        entered_by=item.entered_by,
    )
