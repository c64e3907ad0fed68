"""The registry's project with its approved plan, and centres, copied."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from services.events.db import Model
from shared.projects import ProjectMixin
from shared.tables import CopyMixin


class ProjectCopy(ProjectMixin, Model):
    """A `project` record."""


class CentreCopy(CopyMixin, Model):
    """A `centre` record: where a gathering may take place, and since when and until when it works."""

    __tablename__ = "centre_copies"
    project_id: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    settlement: Mapped[str]
    opened_on: Mapped[date | None]
    ended_on: Mapped[date | None]
