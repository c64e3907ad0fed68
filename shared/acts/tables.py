"""The two tables of acts: every act with its link of the chain, and where the chain ends."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class ActMixin:
    """One act: who did what, when and through which door, as one text that its hash covers whole."""

    __tablename__ = "acts"
    acted: ClassVar[bool] = False

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        touched, who = text("(content -> 'touched') jsonb_path_ops"), text("(content -> 'who' ->> 'id')")
        return (
            Index("ix_acts_touched", touched, postgresql_using="gin"),
            Index("ix_acts_who", who, "number"),
        )

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
    hash: Mapped[str]


class ActHeadMixin:
    """The number and the hash of the last act: one row, so that a tail cut off is missed."""

    __tablename__ = "act_head"
    acted: ClassVar[bool] = False
    one: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    number: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str]
