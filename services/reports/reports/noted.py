"""Notes on a report: beside what is sealed, which they never change."""

from __future__ import annotations

import uuid

from flask_babel import gettext as _

from services.reports.reports.models import Report
from services.reports.reports.queries.reports import get_report
from shared.access import in_scope
from shared.doors.errors import NotFound
from shared.notes.declaring import Noted


def get(report_id: uuid.UUID, permission: str) -> Report:
    """A report the actor may treat so; NotFound."""
    report = get_report(report_id)
    if not in_scope(permission, report.region):
        raise NotFound
    return report


REPORT = Noted(
    kind="report",
    path="reports",
    model=Report,
    reads="report.view",
    writes="report.build",
    get=get,
    reaches=lambda permission, report: in_scope(permission, report.region),
    title=lambda report: _("Report %(number)s", number=report.number),
    listed=lambda: (_("Reports"), "/reports/reports"),
)
