"""The shape of a service's one table of evidence."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint, and_, func
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from shared.acts.doer import doer
from shared.language.doer import Doer
from shared.tables import Row


class EvidenceMixin(Row):
    """One stored file and what it proves; `quantity` counts what is in it: the sheets of a scan, from its
    pages, `pages_each` of them to a sheet. That is None where the quantity was typed before pages were
    counted: the job that looks lowers it to the pages there are, and never raises it.

    `unopened` says why it cannot be opened, and then it proves nothing; "" when it opens; None on what was
    kept before files were looked at: it counts as it did, until the job that looks has come to it.
    """

    __tablename__ = "evidence"

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (
            UniqueConstraint("owner_kind", "owner_id", "kind", "sha256"),
            CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
            CheckConstraint("pages_each BETWEEN 1 AND 2", name="pages_each"),
        )

    owner_kind: Mapped[str]
    owner_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    quantity: Mapped[int] = mapped_column(server_default="1")
    pages_each: Mapped[int | None]
    unopened: Mapped[str | None]
    attached_by: Mapped[Doer] = mapped_column(default=doer)

    @classmethod
    def of(cls, owner_kind: str, owner_id: Any) -> ColumnElement[bool]:
        """The condition that a file is attached to this: an id, or the id column of the noun's table."""
        return and_(cls.owner_kind == owner_kind, cls.owner_id == owner_id)

    @classmethod
    def proving(cls, owner_kind: str, owner_id: Any) -> ColumnElement[bool]:
        """The condition that a file proves this: it is attached, and opens."""
        return and_(cls.of(owner_kind, owner_id), func.coalesce(cls.unopened, "") == "")
