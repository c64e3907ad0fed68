"""Dated gatherings."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import Model
from shared.acts.entered import Entered
from shared.clock import ZONE
from shared.language.gatherings import MODES, PLANNED, STATUSES, TYPES
from shared.tables import SEALED, WHY, Kazakh, Row


class Gathering(Entered, Row, Model):
    """A training, a session … on a day in a place.

    `starts_on` and `ends_on` are days in `zone`; `starts_at` and `ends_at` moments of them, where known.
    Held, it counts with people present, or with `nobody_reason`, why there were none.
    `waiver_reason` is why the lead does not ask of it what the plan asks of each; with its paper it is told.
    `listed` and `attended` count the people of its list, merged ones once; participants write them.
    `answered` counts the questionnaires that came back about it; surveys write it.
    `title_kk` is what it is called in Kazakh, where somebody said so.
    `trainers` led it: {"name", "role"} each, in their order, with the "person_id" of the registry once a job
    of participants has asked who he is.
    `extra` holds answers to the fields of the region's plugin; `also_needed` is what the region's rule asked
    for as evidence when the gathering was recorded or corrected: of each list, a file of any one kind.
    """

    __tablename__ = "gatherings"
    __table_args__ = (
        CheckConstraint(f"type IN {tuple(TYPES)}", name="type"),
        CheckConstraint(f"mode IN {tuple(MODES)}", name="mode"),
        CheckConstraint(f"status IN {tuple(STATUSES)}", name="status"),
        CheckConstraint("ends_on >= starts_on", name="dates"),
        CheckConstraint("ends_at >= starts_at", name="times"),
        Index("ix_gatherings_project_id_starts_on", "project_id", "starts_on"),
        Index("ix_gatherings_starts_on_id", "starts_on", "id"),  # the order of the lists, read backwards
        # Few are planned at any time: the lists ask how many of them have their day behind them.
        Index("ix_gatherings_planned", "starts_on", postgresql_where=text(f"status = '{PLANNED}'")),
        Index("ix_gatherings_answered", "id", postgresql_where=text("extra <> '{}'::jsonb")),
    )
    # A new row is told with what is written of it: nothing has to be asked back of the database.
    __mapper_args__: Any = {"eager_defaults": False}
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str]
    type: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    region: Mapped[str] = mapped_column(index=True)
    settlement: Mapped[str] = mapped_column(server_default="", default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(server_default=ZONE.key, default=ZONE.key)
    centre_id: Mapped[uuid.UUID | None]
    mode: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=PLANNED, default=PLANNED)
    cancel_reason: Mapped[str | None] = mapped_column(info=WHY)
    nobody_reason: Mapped[str | None] = mapped_column(info=WHY)
    waiver_reason: Mapped[str | None] = mapped_column(info=WHY)
    listed: Mapped[int] = mapped_column(server_default="0", default=0)
    attended: Mapped[int] = mapped_column(server_default="0", default=0)
    answered: Mapped[int] = mapped_column(server_default="0", default=0)
    trainers: Mapped[list[Any]] = mapped_column(server_default="[]", info=SEALED)
    extra: Mapped[dict[str, Any]] = mapped_column(server_default="{}", info=SEALED)
    also_needed: Mapped[list[Any]] = mapped_column(server_default="[]")
