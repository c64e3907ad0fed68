"""Why a figure of a month is not what the plan asked for, in the words of who knows."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.acts.entered import Entered
from shared.tables import WHY, Row


class Reason(Entered, Row, Model):
    """The reason of one indicator ("2022-07", of a region or of the whole project). A withdrawn one was
    written down by mistake: it stays with why, and no report prints it."""

    __tablename__ = "reasons"
    __table_args__ = (
        Index(
            "uq_reasons_once",
            "project_id",
            "indicator_id",
            "month",
            "region",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where="withdrawn_because IS NULL",
        ),
    )
    project_id: Mapped[str]
    indicator_id: Mapped[str]
    month: Mapped[str]
    region: Mapped[str | None]
    text: Mapped[str]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
