"""The journal of a centre, its months, and the consultations written in it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.events.db import Model
from shared.acts.entered import Entered
from shared.language.categories import SEXES
from shared.language.consultations import AGE_BANDS, CHANNELS, TOPICS
from shared.language.doer import Doer
from shared.tables import SEALED, WHY, Row


class Journal(Entered, Row, Model):
    """The journal of one centre; `last_number` counts its entries, so that no number is left out."""

    __tablename__ = "journals"
    project_id: Mapped[uuid.UUID] = mapped_column(index=True)
    activity_id: Mapped[str | None]
    centre_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    region: Mapped[str]
    last_number: Mapped[int] = mapped_column(server_default="0")


class JournalMonth(Row, Model):
    """A month of a journal, by its first day: open until its operator closes and signs it; one without an
    entry is closed for a reason."""

    __tablename__ = "journal_months"
    __table_args__ = (
        UniqueConstraint("journal_id", "month"),
        CheckConstraint("extract(day FROM month) = 1", name="first_day"),
        CheckConstraint("(closed_on IS NULL) = (signed_by IS NULL)", name="signed"),
    )
    journal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("journals.id"))
    month: Mapped[date]
    closed_on: Mapped[date | None]
    signed_by: Mapped[Doer | None]
    empty_because: Mapped[str | None] = mapped_column(info=WHY)
    reopened_because: Mapped[str | None] = mapped_column(info=WHY)
    journal: Mapped[Journal] = relationship(viewonly=True)


class Consultation(Entered, Row, Model):
    """One consultation under its number: of a known person, or of somebody who stays unnamed. `extra` holds
    answers to the fields of the region's plugin."""

    __tablename__ = "consultations"
    __table_args__ = (
        UniqueConstraint("journal_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
        CheckConstraint(f"topic IN {tuple(TOPICS)}", name="topic"),
        CheckConstraint(f"channel IN {tuple(CHANNELS)}", name="channel"),
        CheckConstraint(f"sex IN {tuple(SEXES)}", name="sex"),
        CheckConstraint(f"age_band IN {tuple(AGE_BANDS)}", name="age_band"),
        CheckConstraint(
            "person_id IS NOT NULL AND name IS NOT NULL"
            " OR person_id IS NULL AND name IS NULL AND sex IS NOT NULL AND age_band IS NOT NULL",
            name="who",
        ),
        Index("ix_consultations_held_on", "held_on"),
        Index("ix_consultations_answered", "id", postgresql_where=text("extra <> '{}'::jsonb")),
    )
    journal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("journals.id"))
    month_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("journal_months.id"), index=True)
    number: Mapped[int]
    held_on: Mapped[date]
    topic: Mapped[str]
    question: Mapped[str] = mapped_column(info=SEALED)
    answer: Mapped[str] = mapped_column(info=SEALED)
    channel: Mapped[str]
    minutes: Mapped[int]
    consultant: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    name: Mapped[str | None] = mapped_column(info=SEALED)
    birth_year: Mapped[int | None] = mapped_column(info=SEALED)
    sex: Mapped[str | None]
    age_band: Mapped[str | None]
    referral: Mapped[str | None]
    extra: Mapped[dict[str, Any]] = mapped_column(server_default="{}", info=SEALED)
    journal: Mapped[Journal] = relationship(viewonly=True)
