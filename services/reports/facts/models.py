"""Facts, and the sums kept beside them; all of it can be derived again from the copies."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Identity,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model

CLAIMED, EVIDENCED, VERIFIED, ACCEPTED = "claimed", "evidenced", "verified", "accepted"
STATES = (CLAIMED, EVIDENCED, VERIFIED, ACCEPTED)
AMOUNT, KINDS = Numeric(16, 4), ARRAY(Text)


class Fact(Model):
    """One countable thing, known by what it came from, what it measures and whom it is about.

    `numerator` is what is counted, `denominator` of how much (a share), `rule` the version of the measure's
    rule that derived it, `known_since` when it arrived: kept when it is derived again. `source` is the
    record, "gathering/<key>"; `person_id` is "" where nobody is counted. `state` is what people made of
    it (verified, accepted); whether a file proves it is judged by the plan's line from the `proofs` of its
    record.
    """

    acted: ClassVar[bool] = False
    __tablename__ = "facts"
    __table_args__ = (
        UniqueConstraint("source", "measure", "person_id"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_facts_person", "project_id", "person_id", "measure", postgresql_where="person_id <> ''"),
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    project_id: Mapped[str]
    measure: Mapped[str]
    subtype: Mapped[str | None]
    activity_id: Mapped[str | None]
    source: Mapped[str]
    person_id: Mapped[str] = mapped_column(server_default="")
    occurred_on: Mapped[date]
    known_since: Mapped[datetime] = mapped_column(server_default=func.now())
    region: Mapped[str | None]
    settlement: Mapped[str | None]
    centre_id: Mapped[str | None]
    numerator: Mapped[Decimal] = mapped_column(AMOUNT)
    denominator: Mapped[Decimal | None] = mapped_column(AMOUNT)
    category: Mapped[str | None]
    sex: Mapped[str | None]
    birth_year: Mapped[int | None]
    state: Mapped[str] = mapped_column(server_default=CLAIMED)
    rule: Mapped[int] = mapped_column(server_default="1")


class Sums:
    """What facts add up to; the parts say of how much a mark (sex, category) is known."""

    numerator: Mapped[Decimal] = mapped_column(AMOUNT)
    denominator: Mapped[Decimal | None] = mapped_column(AMOUNT)
    women: Mapped[Decimal] = mapped_column(AMOUNT)
    sex: Mapped[Decimal] = mapped_column(AMOUNT)
    youth: Mapped[Decimal] = mapped_column(AMOUNT)
    paper: Mapped[Decimal] = mapped_column(AMOUNT)
    electronic: Mapped[Decimal] = mapped_column(AMOUNT)
    category: Mapped[Decimal] = mapped_column(AMOUNT)


class SourceSum(Sums, Model):
    """What one record brings to one measure: the rows behind a figure, page by page.
    `facts` are added up in it, `proofs` the kinds of files that speak for it."""

    acted: ClassVar[bool] = False
    __tablename__ = "source_sums"
    __table_args__ = (
        Index("ix_source_sums_behind", "project_id", "measure", "activity_id", "occurred_on", "source"),
        Index("ix_source_sums_days", "project_id", "measure", "occurred_on"),
    )
    source: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str]
    subtype: Mapped[str]
    activity_id: Mapped[str]
    region: Mapped[str]
    occurred_on: Mapped[date]
    rule: Mapped[int] = mapped_column(server_default="1")
    facts: Mapped[int] = mapped_column(server_default="0")
    proofs: Mapped[list[str]] = mapped_column(KINDS, server_default="{}")


class Place:
    """What one sum of a measure is about: a line of the plan, a region, a month."""

    project_id: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    subtype: Mapped[str] = mapped_column(primary_key=True)
    activity_id: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)


class Tally(Place, Sums, Model):
    """What the records of one place and one month bring to one measure, by the kinds of files that speak for
    them and the rule that derived them; a page costs the same whatever their number."""

    acted: ClassVar[bool] = False
    __tablename__ = "tallies"
    rule: Mapped[int] = mapped_column(primary_key=True, server_default="1")
    proofs: Mapped[list[str]] = mapped_column(KINDS, primary_key=True, server_default="{}")
    records: Mapped[int]


class Size(Place, Model):
    """How many gatherings of one place and one month brought just so much: for "15 at each"."""

    acted: ClassVar[bool] = False
    __tablename__ = "sizes"
    brought: Mapped[Decimal] = mapped_column(AMOUNT, primary_key=True)
    records: Mapped[int]


class UnusedGathering(Model):
    """A gathering of a line of the plan that brings nothing to one of its measures, as the plan writes it."""

    acted: ClassVar[bool] = False
    __tablename__ = "unused_gatherings"
    __table_args__ = (
        Index("ix_unused_gatherings_page", "project_id", "measure", "activity_id", "occurred_on", "source"),
    )
    source: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    activity_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str]
    region: Mapped[str]
    occurred_on: Mapped[date]


class UnusedTally(Model):
    """How many gatherings of a region bring nothing to a measure of a line; region "*", of none: the line has
    been looked at."""

    acted: ClassVar[bool] = False
    __tablename__ = "unused_tallies"
    project_id: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    activity_id: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    records: Mapped[int]


class SealedRecord(Model):
    """What a record brought to a measure, and the SHA-256 of its files, from a seal on until the next state
    of it; `gone` when it brings nothing any more."""

    acted: ClassVar[bool] = False
    __tablename__ = "sealed_records"
    __table_args__ = (Index("ix_sealed_records_behind", "project_id", "measure", "source"),)
    source: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    seal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    project_id: Mapped[str]
    subtype: Mapped[str]
    activity_id: Mapped[str]
    region: Mapped[str]
    occurred_on: Mapped[date]
    numerator: Mapped[Decimal] = mapped_column(AMOUNT)
    denominator: Mapped[Decimal | None] = mapped_column(AMOUNT)
    evidence: Mapped[list[str]] = mapped_column(KINDS)
    gone: Mapped[bool]


class MovedRecord(Model):
    """A record that the next seal looks at."""

    acted: ClassVar[bool] = False
    __tablename__ = "moved_records"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    source: Mapped[str]


class Pulse(Model):
    """How often anything about a region of a project moved ("": about the project): what open pages ask."""

    acted: ClassVar[bool] = False
    __tablename__ = "pulses"
    project_id: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str] = mapped_column(primary_key=True)
    beats: Mapped[int] = mapped_column(BigInteger)
    beat_at: Mapped[datetime]


class Attachment(Model):
    """A file that speaks for a record; `repeated` when it speaks for another of the project too."""

    acted: ClassVar[bool] = False
    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_file", "project_id", "sha256"),
        Index("ix_attachments_repeated", "project_id", "sha256", postgresql_where="repeated"),
    )
    source: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str]
    region: Mapped[str | None]
    repeated: Mapped[bool] = mapped_column(server_default="false")


class RuleInForce(Model):
    """Since when facts of a measure are derived by a version of its rule."""

    acted: ClassVar[bool] = False
    __tablename__ = "rules_in_force"
    measure: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[int]
    since: Mapped[datetime] = mapped_column(server_default=func.now())
