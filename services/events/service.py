"""Events: what was done in front of people."""

from __future__ import annotations

from services.events.answering.noun import ANSWERING
from services.events.consultations.noun import CONSULTATIONS
from services.events.db import Evidence, Note, db
from services.events.dispatches.noun import DISPATCHES
from services.events.editions.noun import EDITIONS
from services.events.gatherings.noun import GATHERINGS
from services.events.journals.noun import JOURNALS
from services.events.lines.noun import LINES
from services.events.media_plans.noun import MEDIA_PLANS
from services.events.participants.noun import PARTICIPANTS
from services.events.problems.noun import PROBLEMS
from services.events.projects.noun import PROJECTS
from services.events.publications.noun import PUBLICATIONS
from services.events.questionnaires.noun import QUESTIONNAIRES
from services.events.reviews.noun import REVIEWS
from services.events.scans.noun import SCANS
from services.events.sheets.noun import SHEETS
from services.events.surveys.noun import SURVEYS
from shared.language.roles import FIELD, READERS
from shared.proofs.declaring import Evidenced
from shared.web.service import Service

SERVICE = Service(
    "events",
    db,
    nouns=[
        PROJECTS,
        GATHERINGS,
        PARTICIPANTS,
        SHEETS,
        DISPATCHES,
        PROBLEMS,
        PUBLICATIONS,
        MEDIA_PLANS,
        EDITIONS,
        REVIEWS,
        CONSULTATIONS,
        JOURNALS,
        QUESTIONNAIRES,
        SURVEYS,
        ANSWERING,
        SCANS,
        LINES,
    ],
    evidence=Evidenced(Evidence, Note, readers=READERS, attachers=FIELD),
)
