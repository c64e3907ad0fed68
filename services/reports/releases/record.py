"""Published reports as facts are derived from them."""

from __future__ import annotations

from services.reports.copies.queries import projects
from services.reports.db import db
from services.reports.releases.models import Release
from services.reports.releases.queries import releases_of
from services.reports.reports.models import Report
from shared.language.measures.media import PUBLIC_REPORTS
from shared.language.records.public_report import PublicReport
from shared.proofs.queries import proofs_of
from shared.queue.outbox import publish


def publish_release(item: Release) -> Release:
    """Tell the present state of its report."""
    db.session.flush()
    publish(db.session, report_record(db.session.get_one(Report, item.report_id)))
    return item


def report_record(report: Report) -> PublicReport:
    """A report with the places where everybody can read it."""
    live = releases_of(report, withdrawn=False)
    return PublicReport(
        id=str(report.id),
        page=f"/reports/reports/{report.id}#releases",
        project_id=report.project_id,
        activity_id=projects.get(report.project_id).line_measuring(PUBLIC_REPORTS),
        title=report.number,
        region=report.region,
        published_on=live[0].published_on if live else None,
        channels=len({item.channel for item in live}),
        link=live[0].link if live else None,
        evidence=tuple(proof for item in live for proof in proofs_of(item)),
        entered_by=live[0].entered_by if live else None,
    )


def release_record(item: Release) -> PublicReport:
    """The record that a release belongs to."""
    return report_record(db.session.get_one(Report, item.report_id))
