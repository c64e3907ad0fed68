"""The contest and its regional funds; a draft nobody needs is dropped, and lists no longer show it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.grants.db import Model
from shared.acts.entered import Entered
from shared.tables import Kazakh, Row

STATUSES = ("draft", "open", "closed", "decided", "dropped")
RUNNING = ("open", "closed", "decided")  # applications or awards may still come


class Contest(Entered, Row, Model):
    """A mini-grant contest; `title_kk` is what it is called in Kazakh, where somebody said so. `awards` and
    `awarded` count the awards that stand, so that the average is judged in one statement. `handed_by` names
    the deployment whose contest it is, None where it is this one's."""

    __tablename__ = "contests"
    __table_args__ = (
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("closes_on >= opens_on", name="dates"),
        CheckConstraint("grant_cap > 0", name="grant_cap"),
        CheckConstraint("awards >= 0 AND awarded >= 0", name="awarded"),
        CheckConstraint("average_warning > 0 AND average_warning <= average_limit", name="average"),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(index=True)
    activity_id: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    status: Mapped[str] = mapped_column(server_default="draft")
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    grant_cap: Mapped[Decimal | None]
    average_warning: Mapped[Decimal] = mapped_column(server_default="400000")
    average_limit: Mapped[Decimal] = mapped_column(server_default="500000")
    awards: Mapped[int] = mapped_column(server_default="0")
    awarded: Mapped[Decimal] = mapped_column(server_default="0")
    regulation_on: Mapped[date | None]
    commission_on: Mapped[date | None]
    protocol_on: Mapped[date | None]
    handed_by: Mapped[str | None]


@dataclass(frozen=True)
class Intake:
    """What the applications of one fund add up to: tenge, counts, the first and the last day one came."""

    requested: Decimal
    recommended: Decimal
    applications: int
    awards: int
    first_on: date | None
    last_on: date | None


class Fund(Model):
    """The money of one region in one contest; `last_number` numbers its applications without gaps.

    `requested`, `recommended`, `applications`, `awards`, `first_on`, `last_on` are what its applications
    add up to (withdrawn ones give only their days); applications write them anew with each change.

    `away` is what another deployment has of it, `holder` the deployment that may award what is left, None
    where it is this one: nothing is awarded twice, for what is away is no longer left.
    """

    __tablename__ = "funds"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("awarded BETWEEN 0 AND amount - away", name="awarded"),
        CheckConstraint("away >= 0", name="away"),
        CheckConstraint("paid BETWEEN 0 AND awarded", name="paid"),
        UniqueConstraint("contest_id", "prefix"),
    )
    contest_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    prefix: Mapped[str]
    amount: Mapped[Decimal]
    awarded: Mapped[Decimal] = mapped_column(server_default="0")
    paid: Mapped[Decimal] = mapped_column(server_default="0")
    last_number: Mapped[int] = mapped_column(server_default="0")
    requested: Mapped[Decimal] = mapped_column(server_default="0")
    recommended: Mapped[Decimal] = mapped_column(server_default="0")
    applications: Mapped[int] = mapped_column(server_default="0")
    awards: Mapped[int] = mapped_column(server_default="0")
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    away: Mapped[Decimal] = mapped_column(server_default="0")
    holder: Mapped[str | None]
