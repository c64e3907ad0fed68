"""Memoranda the project signed, and who their parties are."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.tables import WHY, Row


class Party(Row, Model):
    """A party of a memorandum; `name` is what it was called when it signed."""

    __tablename__ = "memorandum_parties"
    __table_args__ = (UniqueConstraint("memorandum_id", "organisation_id"),)
    memorandum_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("memoranda.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    place: Mapped[int]
    name: Mapped[str]


class Memorandum(Entered, Row, Model):
    """One signed memorandum; `parties_key` and `subject_key` are its parties and its subject as they are
    compared. A withdrawn one was written down by mistake: it stays with the reason and counts nowhere."""

    __tablename__ = "memoranda"
    __table_args__ = (
        CheckConstraint("valid_until >= signed_on", name="valid"),
        Index(
            "uq_memoranda_once",
            "project_id",
            "signed_on",
            "parties_key",
            "subject_key",
            unique=True,
            postgresql_where="withdrawn_because IS NULL",
        ),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"))
    activity_id: Mapped[str | None]
    region: Mapped[str | None]
    signed_on: Mapped[date]
    valid_until: Mapped[date | None]
    subject: Mapped[str]
    parties_key: Mapped[str]
    subject_key: Mapped[str]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
    parties: Mapped[list[Party]] = relationship(order_by=Party.place, cascade="all, delete-orphan")
