"""Files that prove a contest, an application or an award."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import db
from shared.tables import Row


class Evidence(Row, db.Model):
    """One stored file; `quantity` counts what is in it (a scan of seven score sheets is 7)."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("num_nonnulls(contest_id, application_id, award_id) = 1", name="one_owner"),
        CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
    )
    contest_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contests.id"), index=True)
    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("applications.id"), index=True)
    award_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("awards.id"), index=True)
    kind: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    quantity: Mapped[int] = mapped_column(server_default="1")
    added_by: Mapped[str]
