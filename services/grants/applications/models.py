"""Applications of initiative groups."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    cast,
    select,
)
from sqlalchemy.orm import Mapped, column_property, mapped_column

from services.grants.db import Model
from services.grants.groups.models import GroupCopy
from shared.acts.entered import Entered
from shared.tables import SEALED, WHY, Row

STATUSES = ("registered", "withdrawn", "awarded", "refused")
VERDICTS = ("award", "refuse")


class Application(Entered, Row, Model):
    """One registered application; `number` is "ТУР-001", gapless in its contest and region.

    `leader_person_id` and `group_id` name the leader among the registry's people and the group, where known.
    `direction_id` is what of its contest it is about, where the paper says so.
    `verdict` is the commission's word (None: not yet),
    `recommended` the amount it would award, `verdict_note` its reasons.
    `award_id`, `awarded`, `paid` say what its award that stands has; awards write them.
    """

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("requested > 0", name="requested"),
        CheckConstraint("recommended > 0", name="recommended"),
        CheckConstraint(f"verdict IN {VERDICTS}", name="verdict"),
        CheckConstraint(
            "(recommended IS NOT NULL) = (verdict IS NOT DISTINCT FROM 'award')", name="verdict_amount"
        ),
        UniqueConstraint("contest_id", "number"),
        ForeignKeyConstraint(["contest_id", "region"], ["funds.contest_id", "funds.region"]),
        Index("ix_applications_contest_id_region", "contest_id", "region"),
    )
    contest_id: Mapped[uuid.UUID]
    region: Mapped[str]
    number: Mapped[str]
    group_name: Mapped[str]
    leader_name: Mapped[str] = mapped_column(info=SEALED)
    leader_person_id: Mapped[uuid.UUID | None]
    group_id: Mapped[uuid.UUID | None] = mapped_column()
    direction_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("directions.id"))
    settlement: Mapped[str]
    title: Mapped[str]
    problem: Mapped[str] = mapped_column(server_default="")
    requested: Mapped[Decimal]
    recommended: Mapped[Decimal | None]
    verdict: Mapped[str | None]
    verdict_note: Mapped[str] = mapped_column(server_default="", info=WHY)
    registered_on: Mapped[date]
    status: Mapped[str] = mapped_column(server_default="registered")
    reason: Mapped[str | None] = mapped_column(info=WHY)
    award_id: Mapped[uuid.UUID | None]
    awarded: Mapped[Decimal | None]
    paid: Mapped[Decimal | None]
    extra: Mapped[dict[str, Any]] = mapped_column(server_default="{}", info=SEALED)
    group_kk: Mapped[str | None] = column_property(
        select(GroupCopy.name_kk).where(GroupCopy.id == cast(group_id, Text)).scalar_subquery()
    )
