"""What has to exist by a day, and the days it was put off to."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.language.obligations import GROUNDS
from shared.language.roles import ROLES
from shared.tables import CALLED, WHY, Kazakh, Row


class Obligation(Entered, Row, Model):
    """Something a line of the plan asks for, or, without a line, an agreement.

    `number` tells it from its twins of the same line and region, `ground` whether the plan asks for it in a
    town or in a village. `promised_on` is the day that was first confirmed and stays, `due_on` moves by a
    postponement only, `plan_due_on` is the day of the plan it was compared with last. What a line counts
    is done by its record; of what none counts somebody says with a file since when it is there
    (`done_on`). `handed_by` names the deployment whose obligation it is, None where it is this one's;
    `shown_below` are the files by which a deployment below shows it. `title_kk` is what an agreement's is
    called in Kazakh, where somebody said so.
    """

    __tablename__ = "obligations"
    __table_args__ = (
        Index("uq_obligations_line", "indicator_id", text("coalesce(region, '')"), "number", unique=True),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(f"ground IN {tuple(GROUNDS)}", name="ground"),
        CheckConstraint("due_on >= starts_on", name="days"),
        CheckConstraint(f"owner IN {tuple(ROLES)}", name="owner"),
        CheckConstraint("done_on IS NULL OR indicator_id IS NULL", name="done"),
        CheckConstraint("indicator_id IS NOT NULL OR title <> ''", name="title"),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    indicator_id: Mapped[uuid.UUID | None]
    measure: Mapped[str | None]
    title: Mapped[str] = mapped_column(server_default="", info=CALLED)
    title_kk: Mapped[Kazakh]
    region: Mapped[str | None]
    number: Mapped[int] = mapped_column(server_default="1")
    ground: Mapped[str | None]
    quantity: Mapped[Decimal] = mapped_column(Numeric(16, 4), server_default="1")
    starts_on: Mapped[date | None]
    due_on: Mapped[date]
    promised_on: Mapped[date]
    plan_due_on: Mapped[date | None]
    owner: Mapped[str]
    done_on: Mapped[date | None]
    waived_because: Mapped[str | None] = mapped_column(info=WHY)
    handed_by: Mapped[str | None]
    shown_below: Mapped[list[Any]] = mapped_column(server_default="[]", default=list)


class Postponement(Entered, Row, Model):
    """Why days were put off: of one obligation or, by one order, of many."""

    __tablename__ = "postponements"
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    reason: Mapped[str] = mapped_column(info=WHY)
    days: Mapped[list[PutOff]] = relationship(order_by="PutOff.was_on, PutOff.id")


class PutOff(Row, Model):
    """The day of an obligation before and after a postponement."""

    __tablename__ = "put_off_days"
    postponement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("postponements.id"), index=True)
    obligation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("obligations.id"), index=True)
    was_on: Mapped[date]
    now_on: Mapped[date]
