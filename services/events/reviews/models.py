"""Reviews of the project in social networks."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.events.db import Model
from shared.acts.entered import Entered
from shared.language.reviews import NETWORKS, TONES
from shared.tables import SEALED, WHY, Row


class SocialReview(Entered, Row, Model):
    """What somebody wrote about the project, and how it speaks of it; `said` are its words.
    A withdrawn one was written down by mistake: it stays with the reason and counts nowhere."""

    __tablename__ = "social_reviews"
    __table_args__ = (
        CheckConstraint(f"network IN {tuple(NETWORKS)}", name="network"),
        CheckConstraint(f"tone IN {tuple(TONES)}", name="tone"),
        Index("ix_social_reviews_project_id_written_on", "project_id", "written_on"),
    )
    project_id: Mapped[uuid.UUID]
    activity_id: Mapped[str | None]
    region: Mapped[str | None]
    written_on: Mapped[date]
    network: Mapped[str]
    tone: Mapped[str]
    said: Mapped[str | None] = mapped_column(info=SEALED)
    link: Mapped[str | None]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
