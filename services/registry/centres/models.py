"""Community centres, what stands in them, and the money others give for them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.language.centres import FUNDINGS
from shared.tables import SEALED, WHY, Kazakh, Row


class Equipment(Row, Model):
    """One line of what stands in a centre; `source` is whose it is or who gave it."""

    __tablename__ = "centre_equipment"
    __table_args__ = (CheckConstraint("quantity BETWEEN 1 AND 100000", name="quantity"),)
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centres.id"), index=True)
    place: Mapped[int]
    name: Mapped[str]
    quantity: Mapped[int]
    source: Mapped[str | None]


class Centre(Entered, Row, Model):
    """A centre on its way from planned to open to handed over or closed; `because` is why it was ended, or
    why it was opened again. `extra` holds answers to the fields of the region's plugin, `printed` those that
    stand on papers, in words, as they were when the centre was written down."""

    __tablename__ = "centres"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'open', 'handed_over', 'closed')", name="status"),
        CheckConstraint("status = 'planned' OR opened_on IS NOT NULL", name="opened"),
        CheckConstraint("(status IN ('handed_over', 'closed')) = (ended_on IS NOT NULL)", name="ended"),
        CheckConstraint("ended_on >= opened_on", name="ended_after"),
    )
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    name: Mapped[str]
    name_kk: Mapped[Kazakh]
    region: Mapped[str]
    settlement: Mapped[str]
    address: Mapped[str | None]
    host: Mapped[str | None]
    host_kk: Mapped[Kazakh]
    operator: Mapped[str | None]
    contacts: Mapped[str | None] = mapped_column(info=SEALED)
    hours: Mapped[str | None]
    hours_kk: Mapped[Kazakh]
    act: Mapped[str | None]
    activity_id: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="planned")
    opened_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    handed_to: Mapped[str | None]
    because: Mapped[str | None] = mapped_column(info=WHY)
    extra: Mapped[dict[str, Any]] = mapped_column(server_default="{}", info=SEALED)
    printed: Mapped[list[Any]] = mapped_column(server_default="[]", default=list, info=SEALED)
    equipment: Mapped[list[Equipment]] = relationship(order_by=Equipment.place, cascade="all, delete-orphan")


class Funding(Entered, Row, Model):
    """Money others give so that a centre goes on: co-financing, or its transition to local funding;
    a withdrawn one was written down by mistake and counts nowhere."""

    __tablename__ = "centre_fundings"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(FUNDINGS)}", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
    )
    centre_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("centres.id"), index=True)
    kind: Mapped[str]
    source: Mapped[str]
    amount: Mapped[Decimal]
    agreed_on: Mapped[date]
    document: Mapped[str | None]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
    centre: Mapped[Centre] = relationship(viewonly=True)
