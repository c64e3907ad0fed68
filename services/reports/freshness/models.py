"""How fresh what regions' homes sent is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from services.reports.db import Model
from shared.tables import CopyMixin


class DeploymentCopy(CopyMixin, Model):
    """A `deployment` record."""

    __tablename__ = "deployment_copies"
    name: Mapped[str]
    regions: Mapped[list[Any]]
    as_of: Mapped[datetime | None]
    refused: Mapped[int]
    status: Mapped[str]
