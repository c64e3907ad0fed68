"""Scans that came before anybody said what they belong to."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import Model
from shared.acts.entered import Entered
from shared.language.doer import Doer
from shared.tables import CALLED, WHY, Row


class Scan(Entered, Row, Model):
    """A stored page or paper: it waits, was filed as a file that proves a record, or was set aside.

    `region` is whose it is, None for the whole project. `dated_on` is the day its name says. Filed, it is the
    file `evidence_id` of the record `filed_kind`, `filed_id`; taken off there, it waits again.
    """

    __tablename__ = "scans"
    __table_args__ = (
        CheckConstraint("(filed_id IS NULL) = (filed_kind IS NULL)", name="filed"),
        CheckConstraint("(filed_id IS NULL) = (evidence_id IS NULL)", name="evidence"),
        Index("ix_scans_created_at", "created_at", "id"),
        Index(
            "uq_scans_waiting",
            "sha256",
            "region",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where="evidence_id IS NULL AND aside_because IS NULL",
        ),
    )
    region: Mapped[str | None]
    sha256: Mapped[str]
    name: Mapped[str] = mapped_column(info=CALLED)
    mime: Mapped[str]
    size: Mapped[int]
    unopened: Mapped[str | None]
    pages: Mapped[int | None]
    dated_on: Mapped[date | None]
    filed_kind: Mapped[str | None]
    filed_id: Mapped[uuid.UUID | None]
    evidence_id: Mapped[uuid.UUID | None]
    filed_by: Mapped[Doer | None]
    aside_because: Mapped[str | None] = mapped_column(info=WHY)
