"""Every table of the registry, for migrations."""

from services.registry.centres.models import Centre
from services.registry.db import IdempotencyKey, Job, Outbox, db
from services.registry.people.models import Person, PersonBlock, PersonPair
from services.registry.plans.models import Activity, Indicator, Plan, Project, Section
from services.registry.sessions.models import Session
from services.registry.tokens.models import ServiceToken
from services.registry.users.models import RoleGrant, User

__all__ = [
    "Activity",
    "Centre",
    "IdempotencyKey",
    "Indicator",
    "Job",
    "Outbox",
    "Person",
    "PersonBlock",
    "PersonPair",
    "Plan",
    "Project",
    "RoleGrant",
    "Section",
    "ServiceToken",
    "Session",
    "User",
    "db",
]
