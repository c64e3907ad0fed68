"""Initiative groups in the reader's language."""

from __future__ import annotations

from typing import Any

from services.grants.groups.queries import group_words


def words() -> dict[str, Any]:
    """What every page is given."""
    return {"group_words": group_words}
