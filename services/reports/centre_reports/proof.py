"""What proves a monthly report: the scan of the printed one, signed."""

from __future__ import annotations

from flask_babel import gettext as _

from services.reports.centre_reports.models import CentreReport
from services.reports.centre_reports.operations.handing import refuse_open
from services.reports.centre_reports.queries.reports import ASSEMBLE, get_report, whole
from services.reports.centre_reports.record import publish_report
from shared.i18n import format_month
from shared.language import evidence
from shared.proofs.declaring import Need, Proven

NEEDS = (Need((evidence.REPORT,)),)


def titled(item: CentreReport) -> str:
    """Which report it is, and of which month."""
    return _("Monthly report of the centres, %(month)s", month=format_month(item.month))


CENTRE_REPORT = Proven(
    kind="centre_report",
    path="centre-reports",
    model=CentreReport,
    keeper=ASSEMBLE,
    find=get_report,
    may=lambda permission, item: whole(permission),
    tell=publish_report,
    title=titled,
    listed=lambda: (_("Monthly reports of the centres"), "/reports/centre-reports"),
    needs=lambda item: NEEDS,
    admit=refuse_open,
)
