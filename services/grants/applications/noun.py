"""Applications of initiative groups."""

from __future__ import annotations

from services.grants.applications.api import api
from services.grants.applications.held import HELD
from services.grants.applications.importing import IMPORTED
from services.grants.applications.models import Application
from services.grants.applications.operations import asked_of
from services.grants.applications.proof import APPLICATION
from services.grants.applications.queries import get_application, of_groups
from services.grants.applications.record import application_record
from services.grants.applications.views import views
from services.grants.applications.week import week
from services.grants.applications.wording import application, words
from services.grants.groups.models import GroupCopy
from shared.language.roles import COMMISSION_MEMBER, EVERYBODY, LEADS, RECORDERS
from shared.plugins.retention import Answered
from shared.queue.outbox import Copied, Sends
from shared.web.service import Noun

APPLICATIONS = Noun(
    "applications",
    tables=(Application,),
    sends=(Sends(Application, application_record, copied=(Copied(GroupCopy, of_groups),)),),
    pages=views,
    week=week,
    api=api,
    holds=(HELD,),
    permissions={
        "application.view": EVERYBODY,
        "application.register": RECORDERS,
        "application.recommend": (*LEADS, COMMISSION_MEMBER),
    },
    words=words,
    imports=(IMPORTED,),
    proves=(APPLICATION,),
    answers=(Answered(Application, asked_of, get_application, "application_id"),),
    told={"applications": application},
)
