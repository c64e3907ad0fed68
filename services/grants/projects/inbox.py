"""Records of the registry."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy.orm import Session

from services.grants.projects.models import ProjectCopy
from shared.outbox import Envelope, newer


def keep_projects(session: Session, envelopes: list[Envelope]) -> None:
    """Keep the newest state of each project."""
    newer(session, ProjectCopy, envelopes, lambda record: {"state": asdict(record)})


HANDLERS = {"project": keep_projects}
