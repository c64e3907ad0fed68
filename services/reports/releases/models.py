"""Where reports were published."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.acts.entered import Entered
from shared.language.releases import CHANNELS
from shared.tables import WHY, Row


class Release(Entered, Row, Model):
    """One place where the public version of a report stands since a day. A withdrawn one was noted by
    mistake, or is no longer there: it stays with the reason and proves nothing."""

    __tablename__ = "releases"
    __table_args__ = (
        CheckConstraint(f"channel IN {tuple(CHANNELS)}", name="channel"),
        Index("uq_releases_link", "link", unique=True, postgresql_where="withdrawn_because IS NULL"),
    )
    report_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reports.id"), index=True)
    channel: Mapped[str]
    link: Mapped[str]
    published_on: Mapped[date]
    withdrawn_because: Mapped[str | None] = mapped_column(info=WHY)
