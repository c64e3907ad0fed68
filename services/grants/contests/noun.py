"""Contests of mini-grants and their regional funds."""

from __future__ import annotations

from services.grants.contests.api import api
from services.grants.contests.models import Contest, Fund
from services.grants.contests.proof import CONTEST
from services.grants.contests.queries.funds import fund_gauges
from services.grants.contests.record import contest_record
from services.grants.contests.views import views
from services.grants.contests.wording import contest, fund, words
from shared.language.roles import EVERYBODY, LEADS
from shared.queue.outbox import Sends
from shared.web.service import Noun

CONTESTS = Noun(
    "contests",
    tables=(Contest, Fund),
    sends=(Sends(Contest, contest_record),),
    pages=views,
    api=api,
    permissions={"contest.view": EVERYBODY, "contest.manage": LEADS},
    words=words,
    proves=(CONTEST,),
    told={"contests": contest, "funds": fund},
    gauges=fund_gauges,
)
