"""Every table of grants, for migrations."""

from services.grants.applications.models import Application
from services.grants.awards.models import Award, Payment
from services.grants.contests.models import Contest, Fund
from services.grants.db import IdempotencyKey, Job, Outbox, db
from services.grants.evidence.models import Evidence
from services.grants.projects.models import ProjectCopy

__all__ = [
    "Application",
    "Award",
    "Contest",
    "Evidence",
    "Fund",
    "IdempotencyKey",
    "Job",
    "Outbox",
    "Payment",
    "ProjectCopy",
    "db",
]
