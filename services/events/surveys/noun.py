"""Surveys: questionnaires that are asked, and what comes back."""

from __future__ import annotations

from services.events.projects.models import CentreCopy
from services.events.surveys.api import api
from services.events.surveys.cards import on_gathering
from services.events.surveys.importing import IMPORTED
from services.events.surveys.models import Answer, Sheet, Survey
from services.events.surveys.proof import SURVEY
from services.events.surveys.queries import of_centres
from services.events.surveys.record import survey_record
from services.events.surveys.views import views
from services.events.surveys.week import week
from services.events.surveys.wording.names import answer, sheet, survey, words
from shared.language.roles import PRESENT, READERS
from shared.queue.outbox import Copied, Sends
from shared.web.service import Noun

SURVEYS = Noun(
    "surveys",
    tables=(Survey, Sheet, Answer),
    sends=(Sends(Survey, survey_record, copied=(Copied(CentreCopy, of_centres),)),),
    pages=views,
    week=week,
    api=api,
    permissions={"survey.view": READERS, "survey.record": PRESENT},
    proves=(SURVEY,),
    cards={"gathering": on_gathering},
    words=words,
    imports=(IMPORTED,),
    told={"surveys": survey, "survey_sheets": sheet, "survey_answers": answer},
)
