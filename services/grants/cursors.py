"""Where a list goes on: cursors of lists that are sorted by id."""
from __future__ import annotations

import uuid

from shared.api import BadCursor, parts_of


def id_after(cursor: str | None) -> uuid.UUID | None:
    """The id a page starts after; BadCursor when it is not ours."""
    parts = parts_of(cursor, 1)
    try:
        return uuid.UUID(parts[0]) if parts else None
    except (ValueError, TypeError, AttributeError) as error:
        raise BadCursor(field="cursor") from error
