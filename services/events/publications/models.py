"""What is planned and issued: press releases, posts, articles, plans, brochures and their hand-outs."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import Model
from shared.acts.entered import Entered
from shared.language.publications import KINDS, MEDIA, STATUSES
from shared.tables import Kazakh, Row


class Publication(Entered, Row, Model):
    """One thing planned and issued: published it has the day on which it was, before that at most a planned
    one. `title_kk` is what it is called in Kazakh, where somebody said so. `link_key` is what of its link
    names the page: of what a media plan is made of, a page counts once. `quantity` counts copies or items,
    `medium` says what the copies handed out were."""

    __tablename__ = "publications"
    __table_args__ = (
        CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint(f"status IN {tuple(STATUSES)}", name="status"),
        CheckConstraint("(status = 'published') = (issued_on IS NOT NULL)", name="issued"),
        CheckConstraint(f"medium IN {tuple(MEDIA)}", name="medium"),
        Index("ix_publications_project_id_issued_on", "project_id", "issued_on"),
        Index("uq_publications_link_key", "link_key", unique=True),
    )
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str | None]
    kind: Mapped[str]
    title: Mapped[str]
    title_kk: Mapped[Kazakh]
    region: Mapped[str | None]
    planned_on: Mapped[date | None]
    issued_on: Mapped[date | None]
    quantity: Mapped[int] = mapped_column(server_default="1")
    medium: Mapped[str | None]
    channel: Mapped[str | None]
    owner: Mapped[str | None]
    link: Mapped[str | None]
    link_key: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="published")

    @property
    def day(self) -> date | None:
        """The day it was issued, or is to be."""
        return self.issued_on or self.planned_on
