"""Adjustments: the only numbers of a figure that somebody types."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.acts.entered import Entered
from shared.language.doer import Doer
from shared.tables import WHY, Row


class Adjustment(Entered, Row, Model):
    """So much more or less of an indicator (by its stable id) on a day, in a region or in the whole project;
    of a share `base` is so much of its denominator. It counts since a second person approved it, and until
    somebody withdraws it for a reason. Values never change: who erred withdraws it and proposes another."""

    __tablename__ = "adjustments"
    __table_args__ = (
        CheckConstraint(
            "approved_by IS NULL OR approved_by->>'id' <> entered_by->>'id'", name="second_person"
        ),
        CheckConstraint("amount <> 0 OR coalesce(base, 0) <> 0", name="amount"),
        Index("ix_adjustments_project_id", "project_id", "indicator_id"),
    )
    project_id: Mapped[str]
    indicator_id: Mapped[str]
    region: Mapped[str | None]
    day: Mapped[date]
    amount: Mapped[int]
    base: Mapped[int | None]
    reason: Mapped[str] = mapped_column(info=WHY)
    approved_by: Mapped[Doer | None]
    approved_on: Mapped[date | None]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
