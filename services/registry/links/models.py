"""Links by which somebody chooses his own password."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from services.registry.users.models import User
from shared.tables import SEALED, Row


class Link(Row, Model):
    """One link of one user, kept by its hash; good once and until its time."""

    __tablename__ = "password_links"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True, info=SEALED)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()
