"""Who of several deployments is one person: by what each is known, what was decided, whom each counts as."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Computed, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.acts.entered import Entered
from shared.tables import CopyMixin, Row

SAME, DIFFERENT, OPEN = "same", "different", "open"


class IdentityCopy(CopyMixin, Model):
    """An `identity` record: keyed hashes of a person of a deployment; `generation` is that of the newest key
    among them, 0 where there are none. `name`: only while his home and this centre agree (decision 104)."""

    acted: ClassVar[bool] = False
    __tablename__ = "identity_copies"
    __table_args__ = (
        Index("ix_identity_copies_pseudonyms", "pseudonyms", postgresql_using="gin"),
        Index("ix_identity_copies_home", "home", "generation"),
    )
    home: Mapped[str] = mapped_column(Computed("split_part(key, ':', 1)", persisted=True))
    region: Mapped[str | None]
    sex: Mapped[str | None]
    birth_year: Mapped[int | None]
    page: Mapped[str]
    pseudonyms: Mapped[list[str]] = mapped_column(ARRAY(Text))
    generation: Mapped[int]
    name: Mapped[str | None]


class IdentityMeeting(Model):
    """Two people of two deployments who share something they are known by, and the kinds of it: kept as their
    identities come, so that whoever may be one person is found without reading everybody."""

    acted: ClassVar[bool] = False
    __tablename__ = "identity_meetings"
    __table_args__ = (CheckConstraint("first_id < second_id", name="order"),)
    first_id: Mapped[str] = mapped_column(primary_key=True)
    second_id: Mapped[str] = mapped_column(primary_key=True, index=True)
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))


class CountedPerson(Row, Model):
    """Whom somebody counts as: as his own register says, or as what he is known by in two says. Who counts
    as himself has no row."""

    acted: ClassVar[bool] = False
    __tablename__ = "counted_people"
    person_id: Mapped[str] = mapped_column(unique=True)
    counted_as: Mapped[str] = mapped_column(index=True)


class IdentityDecision(Entered, Row, Model):
    """What a human decided about two people of two deployments; `open`: he took it back."""

    __tablename__ = "identity_decisions"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="order"),
        CheckConstraint("verdict IN ('same', 'different', 'open')", name="verdict"),
    )
    first_id: Mapped[str]
    second_id: Mapped[str] = mapped_column(index=True)
    verdict: Mapped[str]
