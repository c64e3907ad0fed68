"""Facts: what happened once, in a shape that can be counted;
all of it can be derived again from the copies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import BigInteger, Identity, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import db


class Fact(db.Model):
    """One countable thing; `proven` says that the evidence this measure needs is attached."""

    acted: ClassVar[bool] = False
    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_project_id_measure", "project_id", "measure", "subtype"),)
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    project_id: Mapped[str]
    measure: Mapped[str]
    subtype: Mapped[str | None]
    activity_id: Mapped[str | None]
    source: Mapped[str] = mapped_column(index=True)
    occurred_on: Mapped[date]
    region: Mapped[str | None]
    value: Mapped[Decimal] = mapped_column(Numeric(16, 4))
    person_id: Mapped[str | None]
    category: Mapped[str | None]
    sex: Mapped[str | None]
    birth_year: Mapped[int | None]
    proven: Mapped[bool]
