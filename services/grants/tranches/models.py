"""The parts in which a grant is paid, as its agreement divides it."""

from __future__ import annotations

import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.tables import Row

SIGNING, ACCEPTANCE = "signing", "acceptance"
MOMENTS = (SIGNING, ACCEPTANCE)


class Tranche(Row, Model):
    """One part of a grant; tranches are paid in the order of their numbers, each `after` the signing of the
    agreement or after the acceptance of the sub-project."""

    __tablename__ = "tranches"
    __table_args__ = (
        UniqueConstraint("award_id", "number"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("paid BETWEEN 0 AND amount", name="paid"),
        CheckConstraint(f"after IN {MOMENTS}", name="after"),
    )
    award_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("awards.id"))
    number: Mapped[int]
    amount: Mapped[Decimal]
    after: Mapped[str]
    paid: Mapped[Decimal] = mapped_column(server_default="0")
