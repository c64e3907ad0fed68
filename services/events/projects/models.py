"""The registry's project with its approved plan, centres, and what has to exist by a day, copied."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import Model
from shared.projects import ProjectMixin
from shared.tables import CopyMixin, Kazakh


class ProjectCopy(ProjectMixin, Model):
    """A `project` record."""


class CentreCopy(CopyMixin, Model):
    """A `centre` record: where a gathering may take place, and since when and until when it works."""

    __tablename__ = "centre_copies"
    project_id: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    name_kk: Mapped[Kazakh]
    settlement: Mapped[str]
    opened_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class ObligationCopy(CopyMixin, Model):
    """An `obligation` record: how much of a line a region still owes, and by when."""

    __tablename__ = "obligation_copies"
    project_id: Mapped[str] = mapped_column(index=True)
    indicator_id: Mapped[str | None]
    region: Mapped[str | None]
    quantity: Mapped[Decimal]
    due_on: Mapped[date]
    status: Mapped[str]
