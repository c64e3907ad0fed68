"""What proves a survey: scans of its questionnaires, or the analytic note."""

from __future__ import annotations

from flask_babel import gettext as _

from services.events.surveys.models import Survey
from services.events.surveys.queries import RECORD, get_survey, reaches
from services.events.surveys.record import publish_survey
from shared.proofs.declaring import Proven
from shared.spoken import title_of

SURVEY = Proven(
    kind="survey",
    path="surveys",
    model=Survey,
    keeper=RECORD,
    find=get_survey,
    may=reaches,
    tell=publish_survey,
    title=title_of,
    listed=lambda: (_("Surveys"), "/events/surveys"),
)
