"""Directions of a contest, and the problems of sessions they answer."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.grants.db import Model
from shared.tables import CALLED, CopyMixin, Kazakh, Row


class Answered(Row, Model):
    """A problem a direction answers, by the id events gave it."""

    __tablename__ = "direction_problems"
    __table_args__ = (UniqueConstraint("direction_id", "problem_id"),)
    direction_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("directions.id", ondelete="CASCADE"))
    problem_id: Mapped[uuid.UUID] = mapped_column(index=True)


class Direction(Row, Model):
    """What applications of a contest may be about."""

    __tablename__ = "directions"
    __table_args__ = (UniqueConstraint("contest_id", "title"),)
    contest_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contests.id"))
    title: Mapped[str] = mapped_column(info=CALLED)
    title_kk: Mapped[Kazakh]
    problems: Mapped[list[Answered]] = relationship(cascade="all, delete-orphan", order_by=Answered.id)


class ProblemCopy(CopyMixin, Model):
    """A `problem` record: what a thematic session named."""

    __tablename__ = "problem_copies"
    project_id: Mapped[str]
    region: Mapped[str]
    settlement: Mapped[str]
    session: Mapped[str]
    held_on: Mapped[date]
    page: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    votes: Mapped[int]
    status: Mapped[str]
