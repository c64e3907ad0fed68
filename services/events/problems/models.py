"""Problems named at thematic sessions, and the protocol of a session."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.events.db import Model
from services.events.gatherings.models import Gathering
from shared.acts.entered import Entered
from shared.language.problems import PRIORITIES, SECTORS
from shared.tables import SEALED, WHY, Kazakh, Row


class Problem(Entered, Row, Model):
    """One problem of a session; `title_key` is its title as it is compared, so that a session has it once.
    A withdrawn one was written down by mistake: it stays with the reason."""

    __tablename__ = "problems"
    __table_args__ = (
        CheckConstraint(f"sector IN {tuple(SECTORS)}", name="sector"),
        CheckConstraint(f"priority IN {tuple(PRIORITIES)}", name="priority"),
        CheckConstraint("votes >= 0", name="votes"),
        Index(
            "uq_problems_once",
            "gathering_id",
            "title_key",
            unique=True,
            postgresql_where="withdrawn_because IS NULL",
        ),
    )
    gathering_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatherings.id"))
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    title_key: Mapped[str]
    votes: Mapped[int]
    sector: Mapped[str]
    priority: Mapped[str]
    settlement: Mapped[str]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
    gathering: Mapped[Gathering] = relationship(viewonly=True)


class Protocol(Row, Model):
    """What the protocol of a session says besides its problems; agenda and decisions are lines."""

    __tablename__ = "session_protocols"
    gathering_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatherings.id"), unique=True)
    number: Mapped[str]
    agenda: Mapped[str]
    decisions: Mapped[str]
    chair: Mapped[str] = mapped_column(info=SEALED)
    secretary: Mapped[str] = mapped_column(info=SEALED)
