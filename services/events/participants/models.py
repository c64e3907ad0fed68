"""Who took part."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, cast, func, select
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import db
from services.events.projects.models import PersonCopy
from shared.language.categories import SEXES
from shared.tables import SEALED, Row


class Participant(Row, db.Model):
    """One person on the list of one gathering, as written there; `person_id` is the registry's.
    Phones stay in the registry."""

    __tablename__ = "participants"
    __table_args__ = (
        UniqueConstraint("gathering_id", "person_id"),
        CheckConstraint(f"sex IN {tuple(SEXES)}", name="sex"),
    )
    gathering_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatherings.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(info=SEALED)
    sex: Mapped[str | None]
    birth_year: Mapped[int | None] = mapped_column(info=SEALED)
    settlement: Mapped[str | None]
    category: Mapped[str | None]
    organisation: Mapped[str | None]
    attended: Mapped[bool]


# Whom a line counts as: merged people are one, and one is at a gathering once.
PERSON = func.coalesce(
    select(PersonCopy.same_as)
    .where(PersonCopy.id == cast(Participant.person_id, Text))
    .correlate(Participant)
    .scalar_subquery(),
    cast(Participant.person_id, Text),
)
