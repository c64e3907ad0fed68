"""Where reports were published."""

from __future__ import annotations

from services.reports.releases.api import api
from services.reports.releases.cards import on_report
from services.reports.releases.models import Release
from services.reports.releases.proof import RELEASE
from services.reports.releases.record import release_record
from services.reports.releases.views import views
from services.reports.releases.wording import release, words
from shared.language.roles import LEADS, PR_OFFICER
from shared.queue.outbox import Sends
from shared.web.service import Noun

RELEASES = Noun(
    "releases",
    tables=(Release,),
    sends=(Sends(Release, release_record),),
    pages=views,
    api=api,
    words=words,
    permissions={"report.publish": (*LEADS, PR_OFFICER)},
    proves=(RELEASE,),
    cards={"report": on_report},
    told={"releases": release},
)
