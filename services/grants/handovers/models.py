"""A region's fund on its way from one deployment to another."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.entered import Entered
from shared.language.records.fund_handover import ACCEPTED, DECLINED, OFFERED
from shared.tables import WHY, Row

STATES = (OFFERED, ACCEPTED, DECLINED)


class Handover(Entered, Row, Model):
    """What was left of a fund, offered by its owner and accepted or declined by the other side. `amount` is
    fixed by the offer, `terms` say what the contest asks; `statements` are what both sides signed: {by,
    said_at, sha256, state}, as the registry checked it; `papers_at`
    is when the regulation attached itself."""

    __tablename__ = "handovers"
    __table_args__ = (
        Index(
            "uq_handovers_offered", "contest_id", "region", unique=True, postgresql_where="state = 'offered'"
        ),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("giver <> taker", name="sides"),
        CheckConstraint("state <> 'declined' OR reason <> ''", name="reason"),
    )
    contest_id: Mapped[uuid.UUID] = mapped_column(index=True)
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str]
    region: Mapped[str]
    giver: Mapped[str]
    taker: Mapped[str]
    amount: Mapped[Decimal]
    state: Mapped[str] = mapped_column(server_default=OFFERED, default=OFFERED)
    terms: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(server_default="", default="", info=WHY)
    answered_at: Mapped[datetime | None]
    papers_at: Mapped[datetime | None]
    statements: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)
