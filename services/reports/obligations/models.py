"""What has to exist by a day, copied."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from services.reports.db import Model
from shared.tables import CopyMixin


class ObligationCopy(CopyMixin, Model):
    """An `obligation` record."""

    __tablename__ = "obligation_copies"
    project_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[dict[str, Any]]
