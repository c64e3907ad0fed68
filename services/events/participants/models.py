"""Who took part."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    cast,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.events.db import Model
from services.events.gatherings.models import Gathering
from shared.language.categories import SEXES
from shared.tables import SEALED, CopyMixin, Row

SOURCES = ("list", "import", "api", "paper", "check_in", "before")
WHOLE = "whole"  # the checkpoint of a list that knows no days or sessions


class Participant(Row, Model):
    """One person on the list of one gathering, as written there; `person_id` is the registry's.
    Phones stay in the registry. `attended` follows from the marks. `extra` holds answers to the fields of the
    plugin of the gathering's region: they are of this list, and no other region learns of them."""

    __tablename__ = "participants"
    __table_args__ = (
        UniqueConstraint("gathering_id", "person_id"),
        CheckConstraint(f"sex IN {tuple(SEXES)}", name="sex"),
        Index("ix_participants_answered", "id", postgresql_where=text("extra <> '{}'::jsonb")),
    )
    __mapper_args__: Any = {"eager_defaults": False}  # thousands at once: nothing is asked back
    gathering_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("gatherings.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(info=SEALED)
    sex: Mapped[str | None]
    birth_year: Mapped[int | None] = mapped_column(info=SEALED)
    settlement: Mapped[str | None]
    category: Mapped[str | None]
    organisation: Mapped[str | None]
    attended: Mapped[bool]
    extra: Mapped[dict[str, Any]] = mapped_column(server_default="{}", info=SEALED)
    gathering: Mapped[Gathering] = relationship(viewonly=True)


class Mark(Row, Model):
    """Whether somebody was there at a checkpoint: the gathering as a whole, a day, a session.

    `evidence_id`, `page` and `row` say where on which paper it stands, `created_at` when it was first said.
    """

    __tablename__ = "marks"
    __table_args__ = (
        UniqueConstraint("participant_id", "checkpoint"),
        CheckConstraint(f"source IN {SOURCES}", name="source"),
        CheckConstraint("page > 0 AND row > 0", name="place"),
    )
    participant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    checkpoint: Mapped[str]
    present: Mapped[bool]
    source: Mapped[str]
    marked_by: Mapped[str]
    marked_at: Mapped[datetime] = mapped_column(server_default=func.now())
    evidence_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("evidence.id", ondelete="SET NULL"))
    page: Mapped[int | None]
    row: Mapped[int | None]


class PersonCopy(CopyMixin, Model):
    """A `person` record: whom somebody counts as since he was merged; who was never merged has none."""

    __tablename__ = "person_copies"
    same_as: Mapped[str | None]


class ListLayout(Row, Model):
    """What the columns of lists with these headings (their hash) were said to mean in a region:
    {letter: meaning}."""

    __tablename__ = "list_layouts"
    __table_args__ = (UniqueConstraint("region", "titles"),)
    acted: ClassVar[bool] = False
    region: Mapped[str]
    titles: Mapped[str]
    columns: Mapped[dict[str, Any]]


# Whom a line counts as: merged people are one, and one is at a gathering once.
PERSON: ColumnElement[str] = func.coalesce(
    select(PersonCopy.same_as)
    .where(PersonCopy.id == cast(Participant.person_id, Text))
    .correlate(Participant)
    .scalar_subquery(),
    cast(Participant.person_id, Text),
)
