"""What an administrator set for a region, one row each time something was changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.registry.db import Model
from shared.tables import WHY, Row


class RegionSetting(Row, Model):
    """A setting of a region, None: of the programme; the one with the highest number is in force, the former
    ones stay for the papers of their days. `face` was typed, `worn` is what came of it beside the plugins;
    `locked` are fields no region changes; `off` and `ordered` name plugins,
    `values` are those of their settings."""

    __tablename__ = "region_settings"
    __table_args__ = (
        Index(
            "uq_region_settings_number", "region", "number", unique=True, postgresql_nulls_not_distinct=True
        ),
    )
    region: Mapped[str | None]
    number: Mapped[int]
    face: Mapped[dict[str, Any]] = mapped_column(JSONB)
    worn: Mapped[dict[str, Any]] = mapped_column(JSONB)
    locked: Mapped[list[str]] = mapped_column(JSONB)
    off: Mapped[list[str]] = mapped_column(JSONB)
    ordered: Mapped[list[str]] = mapped_column(JSONB)
    values: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}", default=dict)
    why: Mapped[str | None] = mapped_column(info=WHY)

    @property
    def says_something(self) -> bool:
        """Whether somebody typed a face or arranged plugins in it."""
        return any([*self.face.values(), self.locked, self.off, self.ordered, self.values])
