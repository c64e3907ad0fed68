"""What the lines of a plan are called in Kazakh."""

from __future__ import annotations

from services.registry.wordings.api import api
from services.registry.wordings.cards import on_plan
from services.registry.wordings.queries import WRITE
from services.registry.wordings.views import views
from services.registry.wordings.week import week
from services.registry.wordings.wording import words
from shared.language.roles import ASSISTANT, LEADS, PR_OFFICER
from shared.web.service import Noun

WORDINGS = Noun(
    "wordings",
    pages=views,
    api=api,
    words=words,
    week=week,
    cards={"plan": on_plan},
    permissions={WRITE: (*LEADS, PR_OFFICER, ASSISTANT)},
)
