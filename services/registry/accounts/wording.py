"""Devices in words."""

from __future__ import annotations

from typing import Any

from services.registry.sessions.wording import browser_name


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"browser_name": browser_name}
