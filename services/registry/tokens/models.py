"""Tokens of tools that call the API."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.tables import SEALED, Row


class ServiceToken(Row, Model):
    """What a tool may do: scopes like `registry:write`, everywhere or in one region."""

    __tablename__ = "service_tokens"
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True, info=SEALED)
    scopes: Mapped[list[str]]
    region: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
