"""Editions of what is handed out, the register of each, and who downloaded its electronic version."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.events.db import Model
from shared.acts.entered import Entered
from shared.language.publications import MEDIA, OF_EDITIONS
from shared.tables import SEALED, WHY, Kazakh, Row


class Edition(Entered, Row, Model):
    """A brochure: how many copies were printed, where its electronic version is; `title_kk` is what it is
    called in Kazakh, where somebody said so; `offered`: its public page lets everybody download its file."""

    __tablename__ = "editions"
    __table_args__ = (CheckConstraint("printed BETWEEN 1 AND 1000000", name="printed"),)
    project_id: Mapped[uuid.UUID] = mapped_column(index=True)
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    issued_on: Mapped[date]
    printed: Mapped[int | None]
    link: Mapped[str | None]
    offered: Mapped[bool] = mapped_column(server_default="false")


class EditionEntry(Entered, Row, Model):
    """One entry of an edition's register: an expert's review, an act of transfer, a hand-out.

    `whom` says whose review it is, or where and to whom copies went (`whom_kk` in Kazakh); `receivers` are
    the names of a signed list or of an act, a line each. `copies` is how many of them there are, or how many
    were present at the gathering where each got one: nobody types it. A withdrawn entry stays with its reason
    and counts nowhere.
    """

    __tablename__ = "edition_entries"
    __table_args__ = (
        CheckConstraint(f"kind IN {OF_EDITIONS}", name="kind"),
        CheckConstraint(f"medium IN {tuple(MEDIA)}", name="medium"),
        CheckConstraint("copies > 0", name="copies"),
        Index(
            "uq_edition_entries_gathering",
            "edition_id",
            "gathering_id",
            "medium",
            unique=True,
            postgresql_where="withdrawn_because IS NULL",
        ),
    )
    edition_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("editions.id"), index=True)
    kind: Mapped[str]
    issued_on: Mapped[date]
    region: Mapped[str | None]
    whom: Mapped[str]
    whom_kk: Mapped[Kazakh]
    medium: Mapped[str | None]
    gathering_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("gatherings.id"), index=True)
    receivers: Mapped[list[str]] = mapped_column(info=SEALED)
    copies: Mapped[int]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
    edition: Mapped[Edition] = relationship(viewonly=True)


class DownloadDay(Row, Model):
    """How many people downloaded an edition on a day; `salt` mixes that day's marks and is thrown away
    with them on the next."""

    __tablename__ = "download_days"
    __table_args__ = (UniqueConstraint("edition_id", "day"),)
    acted: ClassVar[bool] = False  # a count, not a deed
    edition_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("editions.id"))
    day: Mapped[date]
    people: Mapped[int] = mapped_column(server_default="0")
    salt: Mapped[str | None] = mapped_column(info=SEALED)
    edition: Mapped[Edition] = relationship(viewonly=True)


class Downloader(Row, Model):
    """The mark of one visitor on one day, from which nobody is known; kept until the day is over."""

    __tablename__ = "downloaders"
    __table_args__ = (UniqueConstraint("day_id", "mark"),)
    day_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("download_days.id"))
    acted: ClassVar[bool] = False
    mark: Mapped[str] = mapped_column(info=SEALED)
