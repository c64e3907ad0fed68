"""People who took part. Phones are encrypted with a key of the person's own;
equality is asked through a keyed hash."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Sequence,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.registry.db import Model
from shared.acts.entered import Entered
from shared.tables import SEALED, WHY, Row

# A sort key as it is searched by: `names.search_key` does the same to what is typed.
SPELT = "translate(sort_key, 'ыйэӿьъ', 'иие')"
VERSIONS = Sequence("people_version_seq", metadata=Model.metadata)


class Person(Row, Model):
    """One human being, however often and under whatever spelling he comes;
    a merged record counts as `merged_into`, never a chain. Of one who was erased (`erased_on`) only what
    figures are divided by is left. Whoever writes one holds `queries.LOCK`, so that
    who saw a `version` has seen every smaller one."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("merged_into <> id", name="merged_into"),
        Index("ix_people_search_key_prefix", "search_key", postgresql_ops={"search_key": "text_pattern_ops"}),
    )
    __mapper_args__: Any = {"eager_defaults": False}  # the version is the database's own: no act tells it
    name: Mapped[str] = mapped_column(info=SEALED)
    sort_key: Mapped[str] = mapped_column(index=True, info=SEALED)
    search_key: Mapped[str] = mapped_column(Computed(SPELT, persisted=True), info=SEALED)
    sex: Mapped[str | None]
    birth_year: Mapped[int | None] = mapped_column(info=SEALED)
    region: Mapped[str | None] = mapped_column(index=True)
    settlement: Mapped[str | None]
    category: Mapped[str | None]
    organisation: Mapped[str | None]
    secret_key: Mapped[bytes] = mapped_column(info=SEALED)
    phone_sealed: Mapped[bytes | None] = mapped_column(info=SEALED)
    phone_hash: Mapped[str | None] = mapped_column(index=True, info=SEALED)
    erased_on: Mapped[date | None]
    erased_because: Mapped[str | None] = mapped_column(info=WHY)
    merged_into: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[int] = mapped_column(
        BigInteger, server_default=VERSIONS.next_value(), onupdate=VERSIONS.next_value(), index=True
    )
    blocks: Mapped[list[PersonBlock]] = relationship(cascade="all, delete-orphan")


class PersonBlock(Model):
    """One key under which candidates for the same person are found, those of a region first."""

    acted: ClassVar[bool] = False
    __tablename__ = "person_blocks"
    __table_args__ = (Index("ix_person_blocks_block_region_person_id", "block", "region", "person_id"),)
    block: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    region: Mapped[str | None]


class PersonPair(Row, Model):
    """What is thought of two people: `open` is a doubt, `different` is remembered for ever,
    `same` merged the second into the first."""

    __tablename__ = "person_pairs"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("verdict IN ('open', 'different', 'same')", name="verdict"),
    )
    first_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    second_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    score: Mapped[int]
    reasons: Mapped[list[Any]]
    verdict: Mapped[str] = mapped_column(server_default="open")
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class PhoneReveal(Entered, Row, Model):
    """That somebody was shown a person's phone, and what for; it stands in the person's history."""

    __tablename__ = "phone_reveals"
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(info=WHY)


class ProgrammeKey(Row, Model):
    """A key of the programme, wrapped by the deployment's: made at the centre, handed to the regions' homes
    when they are paired. People are known to one another's register under the two newest generations."""

    __tablename__ = "programme_keys"
    generation: Mapped[int] = mapped_column(unique=True)
    sealed: Mapped[bytes] = mapped_column(info=SEALED)
