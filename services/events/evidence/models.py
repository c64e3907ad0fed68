"""Files that prove a gathering or a publication."""
from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import db
from shared.tables import Row

KINDS = ("programme", "signed_list", "photo", "protocol", "feedback", "presentation", "screenshot", "publication_link", "recording",
         "review", "handover_act", "report", "other")


class Evidence(Row, db.Model):
    """One stored file; `quantity` counts what is in it (a scan of five feedback sheets is 5)."""

    __tablename__ = "evidence"
    __table_args__ = (CheckConstraint("num_nonnulls(gathering_id, publication_id) = 1", name="one_owner"),
                      CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"))
    gathering_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("gatherings.id"), index=True)
    publication_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("publications.id"), index=True)
    kind: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    quantity: Mapped[int] = mapped_column(server_default="1")
    added_by: Mapped[str]
