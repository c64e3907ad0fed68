"""Questionnaires and their versions."""

from __future__ import annotations

from services.events.questionnaires.api import api
from services.events.questionnaires.models import Questionnaire, Version
from services.events.questionnaires.views import views
from services.events.questionnaires.wording import questionnaire, version, words
from shared.language.roles import PRESENT, RECORDERS
from shared.web.service import Noun

QUESTIONNAIRES = Noun(
    "questionnaires",
    tables=(Questionnaire, Version),
    pages=views,
    api=api,
    words=words,
    permissions={"questionnaire.view": PRESENT, "questionnaire.write": RECORDERS},
    told={"questionnaires": questionnaire, "questionnaire_versions": version},
)
