"""Directions of contests, from what thematic sessions named."""

from __future__ import annotations

from services.grants.directions.api import api
from services.grants.directions.cards import on_contest
from services.grants.directions.inbox import HANDLERS
from services.grants.directions.models import Answered, Direction, ProblemCopy
from services.grants.directions.views import views
from services.grants.directions.wording import answered, direction
from shared.web.service import Noun

DIRECTIONS = Noun(
    "directions",
    tables=(Direction, Answered, ProblemCopy),
    pages=views,
    api=api,
    listens=HANDLERS,
    cards={"contest": on_contest},
    told={"directions": direction, "direction_problems": answered},
)
