"""Community centres."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.tables import Row


class Centre(Entered, Row, Model):
    """A centre on its way from planned to open to handed over."""

    __tablename__ = "centres"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'open', 'handed_over', 'closed')", name="status"),
        CheckConstraint("status = 'planned' OR opened_on IS NOT NULL", name="opened"),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    name: Mapped[str]
    region: Mapped[str]
    settlement: Mapped[str]
    address: Mapped[str | None]
    host: Mapped[str | None]
    activity_id: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="planned")
    opened_on: Mapped[date | None]
