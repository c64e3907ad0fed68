"""Projects of participants that a donor gave money for."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.entered import Entered
from shared.language.donors import ORIGINS
from shared.tables import SEALED, WHY, Kazakh, Row


class DonorProject(Entered, Row, Model):
    """A project a participant took to a donor; `origin` says where the donor is from, `decided_on` when he
    decided to give `amount` (None: not yet). A withdrawn one was written down by mistake."""

    __tablename__ = "donor_projects"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint(f"origin IN {tuple(ORIGINS)}", name="origin"),
    )
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str | None]
    region: Mapped[str]
    settlement: Mapped[str] = mapped_column(server_default="")
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    participant: Mapped[str] = mapped_column(info=SEALED)
    donor: Mapped[str]
    origin: Mapped[str]
    amount: Mapped[Decimal]
    decided_on: Mapped[date | None]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
