"""Files that prove a gathering or a publication."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import db
from shared.files import KEPT, PAPERS, SCANS
from shared.tables import Row

ACCEPTED = {
    "programme": PAPERS,
    "signed_list": SCANS,
    "photo": SCANS,
    "protocol": PAPERS,
    "feedback": KEPT,
    "presentation": PAPERS,
    "screenshot": SCANS,
    "publication_link": KEPT,
    "recording": KEPT,
    "review": PAPERS,
    "handover_act": SCANS,
    "report": PAPERS,
    "other": KEPT,
}
KINDS = tuple(ACCEPTED)


def accepted(kind: str, mode: str | None = None) -> frozenset[str]:
    """Types of file that prove a kind;
    who came to an online gathering is proven by the export of its registration too."""
    return PAPERS if kind == "signed_list" and mode == "online" else ACCEPTED[kind]


class Evidence(Row, db.Model):
    """One stored file; `quantity` counts what is in it (a scan of five feedback sheets is 5)."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("num_nonnulls(gathering_id, publication_id) = 1", name="one_owner"),
        CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
    )
    gathering_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("gatherings.id"), index=True)
    publication_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("publications.id"), index=True)
    kind: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    quantity: Mapped[int] = mapped_column(server_default="1")
    added_by: Mapped[str]
