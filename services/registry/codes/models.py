"""What a user's phone makes codes from."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.tables import SEALED, Row


class Code(Row, Model):
    """The secret a phone shares with us, sealed; the last 30 seconds whose code was used; hashes of the
    recovery codes that are left."""

    __tablename__ = "sign_in_codes"
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[bytes] = mapped_column(info=SEALED)
    step: Mapped[int] = mapped_column(info=SEALED)
    recovery: Mapped[list[str]] = mapped_column(info=SEALED)
