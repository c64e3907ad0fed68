"""Mini-grants given, and what was paid of them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.doer import acting
from shared.acts.entered import Entered
from shared.tables import WHY, Row

STATUSES = ("awarded", "completed", "cancelled")


class Award(Entered, Row, Model):
    """A mini-grant of one application; an application has at most one that is not cancelled.

    `over_reason` says why the commission's word was not followed: more than it recommends, against it,
    without it.
    `before_rule` marks awards of the time when no protocol was asked for.
    """

    __tablename__ = "awards"
    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("paid BETWEEN 0 AND amount", name="paid"),
        CheckConstraint("completed_on >= awarded_on", name="dates"),
        ForeignKeyConstraint(["contest_id", "region"], ["funds.contest_id", "funds.region"]),
        Index("ix_awards_contest_id_region", "contest_id", "region"),
        Index(
            "uq_awards_application_id_live",
            "application_id",
            unique=True,
            postgresql_where=text("status <> 'cancelled'"),
        ),
    )
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applications.id"))
    contest_id: Mapped[uuid.UUID]
    region: Mapped[str]
    amount: Mapped[Decimal]
    paid: Mapped[Decimal] = mapped_column(server_default="0")
    awarded_on: Mapped[date]
    completed_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(server_default="awarded")
    cancel_reason: Mapped[str | None] = mapped_column(info=WHY)
    over_reason: Mapped[str | None] = mapped_column(info=WHY)
    before_rule: Mapped[bool] = mapped_column(server_default="false")
    reopen_reason: Mapped[str | None] = mapped_column(info=WHY)


class Payment(Row, Model):
    """Money sent to a group; never changed, the award's `paid` is their sum.
    One that `reverses` another takes it back with a reason. `tranche_id` is the part of the grant it paid,
    None where an exception let it pass."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount <> 0 AND (amount < 0) = (reverses IS NOT NULL)", name="amount"),
    )
    award_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("awards.id"), index=True)
    tranche_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tranches.id"))
    amount: Mapped[Decimal]
    paid_on: Mapped[date]
    document: Mapped[str] = mapped_column(server_default="")
    reverses: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("payments.id"), unique=True)
    reason: Mapped[str] = mapped_column(server_default="", info=WHY)
    created_by: Mapped[str] = mapped_column(default=acting)
