"""Organisations the project works with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.language.organisations import KINDS
from shared.tables import SEALED, Kazakh, Row


class Organisation(Entered, Row, Model):
    """One organisation; `key` is its name and region as they are compared, `partner_key` the same of the
    partner of a plan it was made of: it stays when the name is corrected, so that nobody comes twice.
    `extra` holds answers to the fields of the region's plugin."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint("bin ~ '^[0-9]{12}$'", name="bin"),
    )
    kind: Mapped[str]
    name_ru: Mapped[str]
    name_kk: Mapped[str | None]
    bin: Mapped[str | None] = mapped_column(unique=True)
    region: Mapped[str | None]
    address: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(info=SEALED)
    email: Mapped[str | None] = mapped_column(info=SEALED)
    signatory: Mapped[str | None]
    signatory_post: Mapped[str | None]
    signatory_post_kk: Mapped[Kazakh]
    key: Mapped[str] = mapped_column(unique=True)
    partner_key: Mapped[str | None] = mapped_column(unique=True)
    extra: Mapped[dict[str, Any]] = mapped_column(server_default="{}", info=SEALED)
