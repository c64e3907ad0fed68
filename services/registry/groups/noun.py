"""Initiative groups."""

from __future__ import annotations

from services.registry.groups.api import api
from services.registry.groups.held import HELD
from services.registry.groups.importing import IMPORTED
from services.registry.groups.models import Check, Group, Member
from services.registry.groups.proof import INITIATIVE_GROUP
from services.registry.groups.record import group_record
from services.registry.groups.views import views
from services.registry.groups.week import week
from services.registry.groups.wording import check, group, member, words
from shared.language.roles import READERS, RECORDERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

GROUPS = Noun(
    "groups",
    tables=(Group, Member, Check),
    sends=(Sends(Group, group_record),),
    pages=views,
    week=week,
    api=api,
    words=words,
    imports=(IMPORTED,),
    holds=(HELD,),
    permissions={"group.view": READERS, "group.record": RECORDERS},
    proves=(INITIATIVE_GROUP,),
    told={"groups": group, "group_members": member, "group_checks": check},
)
