"""Questionnaires and their versions: a survey keeps the version it began with."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.events.db import Model
from shared.acts.entered import Entered
from shared.tables import Row


class Version(Entered, Row, Model):
    """What a questionnaire asked since it was saved so; never changed again. `questions` in their order,
    `title` and `intro` have words in `ru` and `kk` each (`schemas.py`); `template` is the region's it began
    from, with its version, "" where it is our own."""

    __tablename__ = "questionnaire_versions"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )
    questionnaire_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questionnaires.id"))
    number: Mapped[int]
    title: Mapped[dict[str, Any]]
    intro: Mapped[dict[str, Any]]
    questions: Mapped[list[Any]]
    template: Mapped[str] = mapped_column(server_default="", default="")


class Questionnaire(Entered, Row, Model):
    """A questionnaire of the whole house; `last_number` is that of its newest version."""

    __tablename__ = "questionnaires"
    last_number: Mapped[int] = mapped_column(server_default="0")
    versions: Mapped[list[Version]] = relationship(order_by=Version.number.desc())
