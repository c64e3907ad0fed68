"""Excel files. Whatever a user typed stays text.

The library is imported by the function that needs it, so that a child starts quickly.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from shared.office.plain import UNPRINTABLE

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST_CELL = 32_767


def workbook(
    fill: Callable[[Workbook], None], *, title: str, made_at: datetime, streamed: bool = False
) -> bytes:
    """An Excel file whose cells never become formulas, links or numbers by themselves; `fill` adds the
    sheets. `streamed` keeps no row in memory: they are written from the first to the last."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {
        "constant_memory" if streamed else "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        book.set_properties({"title": UNPRINTABLE.sub("", title)[:255], "created": made_at})
        fill(book)
    return out.getvalue()


def cell_text(text: str) -> str:
    """A text as an Excel cell can hold it: printable,
    at most 32 767 characters (a longer one would be lost), of which Excel counts an emoji as two."""
    clean = UNPRINTABLE.sub("", text)
    if 2 * len(clean) <= LONGEST_CELL:
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return clean
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"
