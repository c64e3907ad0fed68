"""Letters that came and letters that went out, each with its number in the register."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from services.registry.db import Model
from services.registry.organisations.models import Organisation
from shared.acts.entered import Entered
from shared.tables import WHY, Row

IN, OUT = "in", "out"


class Letter(Entered, Row, Model):
    """One letter of a project, or of the partner in a region, who keeps a register of his own. `number` runs
    without gaps within project, region, direction and year: an annulled letter keeps its own. `party` is what
    the organisation was called then, `party_kk` its Kazakh name if it is still called so; `answers_id` is the
    letter this one answers; an outgoing one may have a `body`, which is printed on the letterhead over
    `signed_by`."""

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint("direction IN ('in', 'out')", name="direction"),
        CheckConstraint("answer_until >= dated_on", name="answer_until"),
        CheckConstraint("answers_id <> id", name="answers_id"),
        Index(
            "uq_letters_number",
            "project_id",
            "region",
            "direction",
            "year",
            "number",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"))
    region: Mapped[str | None]
    direction: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    dated_on: Mapped[date]
    their_number: Mapped[str | None]
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    party: Mapped[str] = mapped_column()
    subject: Mapped[str]
    activity_id: Mapped[str | None]
    answer_until: Mapped[date | None]
    answers_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("letters.id"), index=True)
    language: Mapped[str | None]
    body: Mapped[str | None]
    signed_by: Mapped[str | None]
    annulled_because: Mapped[str | None] = mapped_column(info=WHY)
    party_kk: Mapped[str | None] = column_property(
        select(Organisation.name_kk)
        .where(Organisation.id == organisation_id, Organisation.name_ru == party)
        .scalar_subquery()
    )
