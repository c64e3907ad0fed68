"""Results and promises."""

from __future__ import annotations

from services.reports.results.api import api
from services.reports.results.models import Result
from services.reports.results.proof import RESULT
from services.reports.results.views import views
from services.reports.results.wording import result, words
from shared.language.roles import ADMIN, GRANTOR_VIEWER, LEADS, TEAM
from shared.web.service import Noun

RESULTS = Noun(
    "results",
    tables=(Result,),
    pages=views,
    api=api,
    words=words,
    permissions={
        "result.view": (ADMIN, *TEAM, GRANTOR_VIEWER),
        "result.confirm": LEADS,
        "result.assess": LEADS,
    },
    proves=(RESULT,),
    told={"results": result},
)
