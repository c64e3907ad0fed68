"""Problems named at thematic sessions, and the protocol of a session."""

from __future__ import annotations

from services.events.problems.api import api
from services.events.problems.cards import on_gathering
from services.events.problems.models import Problem, Protocol
from services.events.problems.record import problem_record
from services.events.problems.views import views
from services.events.problems.week import week
from services.events.problems.wording.names import problem, protocol, words
from shared.language.roles import PRESENT, READERS
from shared.queue.outbox import Sends
from shared.web.service import Noun

PROBLEMS = Noun(
    "problems",
    tables=(Problem, Protocol),
    sends=(Sends(Problem, problem_record),),
    pages=views,
    api=api,
    words=words,
    week=week,
    permissions={"problem.view": READERS, "problem.record": PRESENT},
    cards={"gathering": on_gathering},
    told={"problems": problem, "session_protocols": protocol},
)
