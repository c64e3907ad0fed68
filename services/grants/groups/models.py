"""Initiative groups of the registry, copied."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from services.grants.db import Model
from shared.tables import CopyMixin, Kazakh


class GroupCopy(CopyMixin, Model):
    """An `initiative_group` record: whose application one is."""

    __tablename__ = "group_copies"
    project_id: Mapped[str]
    region: Mapped[str]
    name: Mapped[str]
    name_kk: Mapped[Kazakh]
    settlement: Mapped[str]
    status: Mapped[str]
