"""What came down from the deployment above, and what this one handed down: signed, as it was said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.tables import SEALED, WHY, Row

STATES = ("waiting", "taken", "replaced", "unreadable", "refused")


class HandedRecord(Row, Model):
    """One signed record between two deployments. `came` says whether it came here or was said here;
    `sha256` is that of its canonical bytes, `signed` the whole of it as it was signed.

    What came and cannot be read or applied is kept with why: a later version of the software, or a person,
    takes it up; nothing that was signed is thrown away.
    """

    __tablename__ = "handed_records"
    __table_args__ = (
        Index("uq_handed_records_sha256", "deployment", "key", "came", "sha256", "said_at", unique=True),
        CheckConstraint(f"state IN {STATES}", name="state"),
    )
    deployment: Mapped[str]
    came: Mapped[bool]
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    said_at: Mapped[datetime]
    sha256: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(info=SEALED)
    signed: Mapped[str] = mapped_column(info=SEALED)
    state: Mapped[str] = mapped_column(server_default="taken")
    why: Mapped[str | None] = mapped_column(info=WHY)
