"""What the passport promises as a whole, and promises no indicator counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.acts.entered import Entered
from shared.language.doer import Doer
from shared.language.results import OUTCOMES
from shared.tables import WHY, Kazakh, Row


class Result(Entered, Row, Model):
    """An expected result of the passport (by its `number`), or a promise without an indicator (no number;
    `origin` says where it stands); `text_kk` is how a person said it in Kazakh. It is tied to indicators by
    their stable ids and to a count of its own (`count`, `least` of it): then its state follows from figures.
    Tied to nothing, a person says its outcome with a reason, and a file proves it. A withdrawn one is
    promised no longer."""

    __tablename__ = "results"
    __table_args__ = (
        CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),
        CheckConstraint("(count IS NULL) = (least IS NULL)", name="least"),
        Index(
            "uq_results_once",
            "project_id",
            "number",
            "text",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where="withdrawn_because IS NULL",
        ),
    )
    project_id: Mapped[str]
    number: Mapped[int | None]
    origin: Mapped[str]
    text: Mapped[str]
    text_kk: Mapped[Kazakh]
    indicators: Mapped[list[Any]]
    count: Mapped[str | None]
    least: Mapped[int | None]
    outcome: Mapped[str | None]
    outcome_reason: Mapped[str | None] = mapped_column(info=WHY)
    outcome_on: Mapped[date | None]
    outcome_by: Mapped[Doer | None]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
