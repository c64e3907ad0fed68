"""The rows that were not entered, given back: the workbook that was sent with only them and a column of
reasons, or a plain one; either can be mended and sent again."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from shared.clock import now
from shared.imports.declaring import Brings
from shared.imports.heading import is_reason, titles_of
from shared.imports.operations import Brought, content_of, opened
from shared.imports.reading import marked
from shared.imports.wording import reason
from shared.limited import ChildCrashed, LimitExceeded, Unreadable
from shared.office.sheets import cell_text, workbook


def rows_back(brings: Brings, job: Any) -> bytes:
    """The workbook of the rows that were not entered."""
    brought = opened(brings, job)
    why = {int(fate["row"]): reason(fate["wrong"], brought.known) for fate in job.result["fates"]}
    return as_it_was(brought, why) or plain(brought, why)


def as_it_was(brought: Brought, why: dict[int, str]) -> bytes | None:
    """The very workbook with only those rows; None for a text, or where it cannot be kept."""
    if brought.table.sheet is None or not brought.said.layout.heading:
        return None
    job = brought.job
    said = {"sheet": brought.table.sheet, "header": brought.said.layout.heading, "place": place(brought)}
    try:
        return marked(content_of(job), job.input["name"], title=_("Reason"), rows=to_text(why), **said)
    except (Unreadable, LimitExceeded, ChildCrashed):
        return None


def to_text(why: dict[int, str]) -> dict[str, str]:
    """Reasons by rows, as JSON has them."""
    return {str(row): text for row, text in why.items()}


def place(brought: Brought) -> int:
    """Where the reasons stand: in the column of older ones, else beside the last."""
    titles = titles_of(brought.table, brought.said.layout.heading)
    return next((at for at, title in enumerate(titles) if is_reason(title)), len(titles))


def plain(brought: Brought, why: dict[int, str]) -> bytes:
    """A plain workbook of those rows."""
    titles, at = titles_of(brought.table, brought.said.layout.heading), place(brought)

    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for line, (row, text) in enumerate([(0, _("Reason")), *sorted(why.items())]):
            cells = brought.table.rows[row - 1] if row else titles
            for column, words in enumerate([*cells[:at], text]):
                sheet.write_string(line, column, cell_text(words))

    return workbook(fill, title=brought.brings.title(), made_at=now())
