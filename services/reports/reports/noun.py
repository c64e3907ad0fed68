"""Sealed reports and their documents."""

from __future__ import annotations

from services.reports.reports.api import api
from services.reports.reports.models import Report, ReportFile
from services.reports.reports.noted import REPORT
from services.reports.reports.tasks import build
from services.reports.reports.views import views
from services.reports.reports.week import week
from services.reports.reports.wording import document, report, words
from shared.language.roles import ACCOUNTANT, READERS, RECORDERS
from shared.web.service import Noun

REPORTS = Noun(
    "reports",
    tables=(Report, ReportFile),
    pages=views,
    takes_notes=(REPORT,),
    week=week,
    api=api,
    permissions={
        "report.view": READERS,
        "report.build": (*RECORDERS, ACCOUNTANT),
        "job.view": READERS,
    },
    words=words,
    tasks=(build,),
    told={"reports": report, "report_files": document},
)
