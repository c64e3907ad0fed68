"""Exceptions to the rule that money follows its papers: asked for by one person, confirmed by another."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.entered import Entered
from shared.language.doer import Doer
from shared.language.evidence import AGREEMENT, PROTOCOL, REGULATION
from shared.tables import WHY, Row

FUND, INTAKE, TRANCHE = "fund", "intake", "tranche"
RULES = {  # by the kind of record whose step waits for a paper, or for what is no paper
    "contest": (REGULATION, FUND),
    "application": (INTAKE, PROTOCOL),
    "award": (AGREEMENT, TRANCHE),
}
PATHS = {"contest": "contests", "application": "applications", "award": "awards"}  # where such records are


class Waiver(Entered, Row, Model):
    """One rule that does not stop one record until `expires_at`, once a second person has confirmed it.
    `entered_by` asked for it, `reason` says why."""

    __tablename__ = "waivers"
    __table_args__ = (
        CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by->>'id' <> entered_by->>'id'", name="second_person"
        ),
        Index("ix_waivers_owner_id", "owner_id"),
    )
    owner_kind: Mapped[str]
    owner_id: Mapped[uuid.UUID]
    rule: Mapped[str]
    reason: Mapped[str] = mapped_column(info=WHY)
    confirmed_by: Mapped[Doer | None]
    expires_at: Mapped[datetime]
