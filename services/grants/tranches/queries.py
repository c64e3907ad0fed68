"""What is true about tranches."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from services.grants.db import db
from services.grants.tranches.models import Tranche


def tranches_of(award_id: uuid.UUID) -> list[Tranche]:
    """The tranches of an award by their numbers."""
    mine = select(Tranche).where(Tranche.award_id == award_id)
    return list(db.session.scalars(mine.order_by(Tranche.number)))


def next_tranche(award_id: uuid.UUID) -> Tranche | None:
    """The first tranche that is not paid in full."""
    return next((found for found in tranches_of(award_id) if found.paid < found.amount), None)
