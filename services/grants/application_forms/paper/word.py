"""The same application as a Word file."""

from __future__ import annotations

import io
from typing import Any

from shared.office.drawing import render_png
from shared.office.headed import MIDDLE, empty, line
from shared.office.plain import UNPRINTABLE

SIZE, SMALL, LARGE = 12, 9, 15  # points
MARGINS = {"left": 25, "right": 15, "top": 15, "bottom": 18}  # millimetres
LOGO, LABEL, WORDS, ROW, HAND = 14, 55, 115, 6, 10


def write(data: dict[str, Any]) -> bytes:
    """The application as the bytes of a .docx."""
    document = empty(SIZE, MARGINS)
    head(document, data)
    pairs(document, data["facts"])
    line(document, data["commission"], bold=True, before=14, after=4)
    pairs(document, data["said"])
    line(document, "", after=6)
    pairs(document, [(one, "") for one in data["signatures"]])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def head(document: Any, data: dict[str, Any]) -> None:
    """The logo, the letterhead, the title; who pays for the project at the foot."""
    from docx.shared import Mm, Pt

    if data["logo"]:
        document.add_picture(io.BytesIO(render_png(data["logo"])), width=Mm(LOGO))
    for text in data["letterhead"]:
        line(document, text).runs[0].font.size = Pt(SMALL)
    title = line(document, data["title"], bold=True, before=12, after=10)
    title.alignment, title.runs[0].font.size = MIDDLE, Pt(LARGE)
    below = document.sections[0].footer.paragraphs[0].add_run(UNPRINTABLE.sub("", data["notice"]))
    below.font.size = Pt(SMALL)


def pairs(document: Any, said: list[tuple[str, str]]) -> None:
    """A table of labels and words; room for a hand where nothing is said."""
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (LABEL, WORDS), strict=True):
        column.width = Mm(width)
    for label, words in said:
        row = table.add_row()
        row.height = Mm(ROW if words else HAND)
        left, right = row.cells
        left.text, right.text = UNPRINTABLE.sub("", label), UNPRINTABLE.sub("", words)
