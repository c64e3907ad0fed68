"""Users and the roles they hold."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.tables import SEALED, Row


class User(Row, Model):
    """A person who signs in."""

    __tablename__ = "users"
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str] = mapped_column(info=SEALED)
    locale: Mapped[str | None]
    active: Mapped[bool] = mapped_column(server_default="true")
    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="RoleGrant.role"
    )


class RoleGrant(Row, Model):
    """One role of a user: everywhere, or in a region, a centre, a contest; from a day to a day."""

    __tablename__ = "role_grants"
    __table_args__ = (
        UniqueConstraint(
            "user_id", "role", "region", "centre", "contest", postgresql_nulls_not_distinct=True
        ),
    )
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    region: Mapped[str | None]
    centre: Mapped[str | None]
    contest: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    user: Mapped[User] = relationship(back_populates="grants")
