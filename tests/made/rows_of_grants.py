"""Rows that imports of grants refused."""

from __future__ import annotations

from tests.brought import refused_row
from tests.suite import Suite

SERVICE = "grants"


def of_another_region(suite: Suite, project: str) -> dict[str, str]:
    """A row of the other region."""
    return {"row_id": refused_row(suite, SERVICE, "applications")}
