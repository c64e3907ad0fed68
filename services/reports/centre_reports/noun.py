"""Monthly reports of the centres."""

from __future__ import annotations

from services.reports.centre_reports.api import api
from services.reports.centre_reports.internal import internal
from services.reports.centre_reports.models import CentreReport, CentreSection
from services.reports.centre_reports.proof import CENTRE_REPORT
from services.reports.centre_reports.record import report_record
from services.reports.centre_reports.views import views
from services.reports.centre_reports.week import week
from services.reports.centre_reports.wording.names import report, section, words
from shared.language.roles import CENTER_OPERATOR, LEADS, OFFICE, PROJECT_LEAD, READERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

CENTRE_REPORTS = Noun(
    "centre_reports",
    tables=(CentreReport, CentreSection),
    sends=(Sends(CentreReport, report_record),),
    pages=views,
    week=week,
    api=api,
    internal=internal,
    permissions={
        "centre_report.view": READERS,
        "centre_report.write": (*OFFICE, CENTER_OPERATOR),
        "centre_report.assemble": LEADS,
        "centre_report.accept": (PROJECT_LEAD,),
    },
    proves=(CENTRE_REPORT,),
    words=words,
    told={"centre_reports": report, "centre_sections": section},
)
