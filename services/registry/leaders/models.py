"""The leaders' pool: who joined it after which training, and whether he may be written to."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from services.registry.people.models import Person
from shared.acts.entered import Entered
from shared.tables import WHY, Row


class Leader(Entered, Row, Model):
    """A person of the register in a project's pool; `agreed_on` is the day he agreed to be contacted (None:
    he did not), `left_because` why he is in it no longer."""

    __tablename__ = "leaders"
    __table_args__ = (
        CheckConstraint("trained_on <= joined_on", name="trained"),
        Index(
            "uq_leaders_person",
            "project_id",
            "person_id",
            unique=True,
            postgresql_where="left_because IS NULL",
        ),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    region: Mapped[str]
    joined_on: Mapped[date]
    learned_at: Mapped[str]
    trained_on: Mapped[date]
    topics: Mapped[str] = mapped_column(server_default="")
    agreed_on: Mapped[date | None]
    left_because: Mapped[str | None] = mapped_column(info=WHY)
    person: Mapped[Person] = relationship(viewonly=True)
