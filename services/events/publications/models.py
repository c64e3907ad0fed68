"""What was issued: press releases, posts, articles, plans, brochures and their hand-outs."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import Model
from shared.acts.entered import Entered
from shared.language.publications import KINDS, MEDIA
from shared.tables import Row


class Publication(Entered, Row, Model):
    """One thing issued on a day; `quantity` counts copies or items,
    `medium` says what the copies handed out were."""

    __tablename__ = "publications"
    __table_args__ = (
        CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity"),
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint(f"medium IN {tuple(MEDIA)}", name="medium"),
        Index("ix_publications_project_id_issued_on", "project_id", "issued_on"),
    )
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str | None]
    kind: Mapped[str]
    title: Mapped[str]
    region: Mapped[str | None]
    issued_on: Mapped[date]
    quantity: Mapped[int] = mapped_column(server_default="1")
    medium: Mapped[str | None]
    channel: Mapped[str | None]
    link: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="published")
