"""Mini-grants and every tenge paid."""

from __future__ import annotations

from services.grants.awards.api import api
from services.grants.awards.models import Award, Payment
from services.grants.awards.proof import AWARD
from services.grants.awards.queries import of_groups
from services.grants.awards.record import award_record
from services.grants.awards.views import on_application, views
from services.grants.awards.week import week
from services.grants.awards.wording import award, payment, words
from services.grants.groups.models import GroupCopy
from shared.language.roles import ACCOUNTANT, LEADS, PROJECT_LEAD, RECORDERS
from shared.queue.outbox import Copied, Sends
from shared.web.service import Noun

AWARDS = Noun(
    "awards",
    tables=(Award, Payment),
    sends=(Sends(Award, award_record, copied=(Copied(GroupCopy, of_groups),)),),
    pages=views,
    week=week,
    cards={"application": on_application},
    api=api,
    permissions={
        "award.grant": LEADS,
        "award.pay": (PROJECT_LEAD, ACCOUNTANT),
        "award.complete": RECORDERS,
    },
    words=words,
    proves=(AWARD,),
    told={"awards": award, "payments": payment},
)
