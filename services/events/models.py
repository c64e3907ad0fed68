"""Every table of events, for migrations."""

from services.events.db import IdempotencyKey, Job, Outbox, db
from services.events.evidence.models import Evidence
from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from services.events.projects.models import CentreCopy, PersonCopy, ProjectCopy
from services.events.publications.models import Publication

__all__ = [
    "CentreCopy",
    "Evidence",
    "Gathering",
    "IdempotencyKey",
    "Job",
    "Outbox",
    "Participant",
    "PersonCopy",
    "ProjectCopy",
    "Publication",
    "db",
]
