"""Success stories: what a finished sub-project changed, told where people read it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.entered import Entered
from shared.tables import SEALED, WHY, Kazakh, Row


class Story(Entered, Row, Model):
    """A story of one sub-project, its words beside the same in Kazakh where somebody wrote them. `quoted` is
    who is quoted by name; `faceless` says that nobody can be recognised in its photos. Without a
    `published_on` it is a draft; a withdrawn one counts nowhere."""

    __tablename__ = "stories"
    __table_args__ = (
        CheckConstraint("(published_on IS NULL) = (channel IS NULL)", name="published"),
        Index("ix_stories_award_id", "award_id"),
    )
    award_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("awards.id"))
    contest_id: Mapped[uuid.UUID]
    region: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    problem: Mapped[str]
    action: Mapped[str]
    result: Mapped[str]
    numbers: Mapped[str] = mapped_column(server_default="")
    quote: Mapped[str] = mapped_column(server_default="")
    problem_kk: Mapped[Kazakh]
    action_kk: Mapped[Kazakh]
    result_kk: Mapped[Kazakh]
    numbers_kk: Mapped[Kazakh]
    quote_kk: Mapped[Kazakh]
    quoted: Mapped[str] = mapped_column(server_default="", info=SEALED)
    faceless: Mapped[bool] = mapped_column(server_default="false")
    published_on: Mapped[date | None]
    channel: Mapped[str | None]
    link: Mapped[str | None]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
