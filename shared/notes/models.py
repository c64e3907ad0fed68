"""The shape of a service's one table of notes."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from shared.acts.doer import doer
from shared.language.doer import Doer
from shared.tables import SEALED, WHY, Row


class NoteMixin(Row):
    """One note on one record. It is never rewritten: another one `corrects` it, or it is struck and says
    why; both stay."""

    __tablename__ = "notes"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (
            Index("ix_notes_owner", "owner_kind", "owner_id"),
            UniqueConstraint("corrects"),
            CheckConstraint("text <> ''", name="text"),
        )

    owner_kind: Mapped[str]
    owner_id: Mapped[uuid.UUID]
    text: Mapped[str] = mapped_column(info=SEALED)
    written_by: Mapped[Doer] = mapped_column(default=doer)
    corrects: Mapped[uuid.UUID | None]
    struck_because: Mapped[str | None] = mapped_column(info=WHY)
