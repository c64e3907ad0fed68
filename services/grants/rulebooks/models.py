"""By which rules of its regions a contest goes, one row each time they were written down."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.entered import Entered
from shared.tables import WHY, Row

OPENING, LATER, DECIDED = "opening", "later", "decided"
ORIGINS = (OPENING, LATER, DECIDED)


class RuleBook(Entered, Row, Model):
    """The rules of a region as its plugins said them when a contest was opened, `later` of one that was open
    before rules were kept, or when somebody decided that the contest goes on by others. The one with the
    highest number holds; the former ones stay."""

    __tablename__ = "rulebooks"
    __table_args__ = (
        UniqueConstraint("contest_id", "region", "number"),
        CheckConstraint(f"origin IN {ORIGINS}", name="origin"),
        CheckConstraint("(origin = 'decided') = (why IS NOT NULL)", name="why"),
    )
    contest_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contests.id"))
    region: Mapped[str]
    number: Mapped[int]
    origin: Mapped[str]
    rules: Mapped[dict[str, Any]] = mapped_column(JSONB)
    why: Mapped[str | None] = mapped_column(info=WHY)
