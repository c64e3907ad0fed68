"""The shapes of a service's two tables of what is brought in."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr

from shared.tables import Row


class BroughtMixin(Row):
    """One row of a table that was entered, by what it said: the same row again adds nothing.

    `mark` is the sum of its words and which of equal rows it was, `made_id` what was made of it, None
    until then; `job_id` the work that entered it, by which a work begun again knows its own."""

    __tablename__ = "brought_rows"
    acted: ClassVar[bool] = False  # the act is that of what was made

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("noun", "mark"),)

    noun: Mapped[str]
    mark: Mapped[str]
    job_id: Mapped[uuid.UUID]
    made_id: Mapped[uuid.UUID | None]


class TableLayoutMixin(Row):
    """What the columns under such titles were said to mean; `titles` is their sum, no title is kept."""

    __tablename__ = "table_layouts"
    acted: ClassVar[bool] = False

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (UniqueConstraint("noun", "titles"),)

    noun: Mapped[str]
    titles: Mapped[str]
    columns: Mapped[dict[str, Any]]
