"""The shapes of a service's three tables of what is brought in."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from shared.acts.entered import Entered
from shared.language.doer import Doer
from shared.sealing import SealedJSON
from shared.tables import SEALED, WHY, Row


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


class RowToCorrectMixin(Row):
    """A row of a table that was refused or asked about, until somebody corrects it or puts it away.

    `cells` are its texts by field and `wrong` why it was not entered; both are sealed, since a phone may
    stand in any column of a bad row, and emptied with its last word.
    `mark` is what it says, `like` the row above it that says the same, `region` whose it is (None: not said);
    `state` is waiting, entered or put_away, then with `because`, and `closed_by` who saw to it.
    """

    __tablename__ = "rows_to_correct"
    acted: ClassVar[bool] = False  # what is made of it has its act; of one put away the row itself says who

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        closed = "(state = 'waiting') = (closed_by IS NULL)"
        reason = "(state = 'put_away') = (because IS NOT NULL)"
        states = "state IN ('waiting', 'entered', 'put_away')"
        return (
            Index("ix_rows_to_correct_noun_mark", "noun", "mark"),
            CheckConstraint(states, name="state"),
            CheckConstraint(closed, name="closed"),
            CheckConstraint(reason, name="because"),
        )

    noun: Mapped[str]
    about: Mapped[str]
    job_id: Mapped[uuid.UUID]
    file: Mapped[str]
    sheet: Mapped[str | None]
    number: Mapped[int]
    mark: Mapped[str]
    like: Mapped[int | None]
    cells: Mapped[dict[str, Any]] = mapped_column(SealedJSON, info=SEALED)
    wrong: Mapped[list[Any]] = mapped_column(SealedJSON, info=SEALED)
    region: Mapped[str | None]
    brought_by: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="waiting")
    because: Mapped[str | None]
    closed_by: Mapped[Doer | None]


class RowRevealMixin(Entered, Row):
    """That somebody was shown the personal values of a waiting row, and what for."""

    __tablename__ = "row_reveals"

    row_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("rows_to_correct.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str] = mapped_column(info=WHY)
