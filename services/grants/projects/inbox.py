"""Records of the registry."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.grants.projects.models import ProjectCopy
from shared.language.records import state
from shared.outbox import Envelope, newer


def keep_projects(session: Session, envelopes: list[Envelope]) -> None:
    """Keep the newest state of each project."""
    newer(session, ProjectCopy, envelopes, lambda record: {"state": state(record)})


HANDLERS = {"project": keep_projects}
