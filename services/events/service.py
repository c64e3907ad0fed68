"""Events: what was done in front of people."""

from __future__ import annotations

from services.events.db import db
from services.events.evidence.noun import EVIDENCE
from services.events.gatherings.noun import GATHERINGS
from services.events.participants.noun import PARTICIPANTS
from services.events.projects.noun import PROJECTS
from services.events.publications.noun import PUBLICATIONS
from shared.web.service import Service

SERVICE = Service(
    "events",
    db,
    nouns=[PROJECTS, GATHERINGS, PARTICIPANTS, EVIDENCE, PUBLICATIONS],
)
