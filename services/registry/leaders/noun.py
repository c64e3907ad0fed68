"""The leaders' pool."""

from __future__ import annotations

from services.registry.leaders.api import api
from services.registry.leaders.cards import on_person
from services.registry.leaders.held import HELD
from services.registry.leaders.importing import IMPORTED
from services.registry.leaders.models import Leader
from services.registry.leaders.noted import LEADER
from services.registry.leaders.views import views
from services.registry.leaders.week import week
from services.registry.leaders.wording import leader, words
from shared.language.roles import RECORDERS
from shared.web.service import Noun

LEADERS = Noun(
    "leaders",
    tables=(Leader,),
    pages=views,
    takes_notes=(LEADER,),
    week=week,
    api=api,
    words=words,
    imports=(IMPORTED,),
    holds=(HELD,),
    permissions={"leader.view": RECORDERS, "leader.record": RECORDERS},
    cards={"person": on_person},
    told={"leaders": leader},
)
