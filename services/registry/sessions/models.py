"""Signed-in sessions, opaque and kept by their hash."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from services.registry.users.models import User
from shared.tables import SEALED, Row


class Session(Row, Model):
    """One browser of a user."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(unique=True, info=SEALED)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    browser: Mapped[str]
    device: Mapped[str | None] = mapped_column(info=SEALED)
    address: Mapped[str | None]
    expires_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()
