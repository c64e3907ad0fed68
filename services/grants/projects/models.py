"""The registry's project and its approved plan, copied."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped

from services.grants.db import db
from shared.tables import CopyMixin


class ProjectCopy(CopyMixin, db.Model):
    """A `project` record; `state` holds the record's fields."""

    __tablename__ = "project_copies"
    state: Mapped[dict[str, Any]]
