"""The monthly report of the centres as an editable Word file.

The library is imported by the function that needs it, so that a child starts quickly.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import _Cell

FONT, LANGUAGES = "Arial", {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
BODY, SMALL, HEAD = 10, 9, 14
SHADE = "EEEEEE"
WIDE, NARROW = 75, 95  # millimetres of a fact's label and of its words


def build_docx(data: dict[str, Any], moment: datetime) -> bytes:
    """The report's plain data as Word: all centres at a glance, a section each, lines to sign on."""
    paper = blank(data["locale"], moment)
    title(paper, data)
    if data["sections"]:
        at_a_glance(paper, data["totals"])
    else:
        paper.add_paragraph(data["nothing"])
    for part in filter(None, data["words"].split("\n")):
        paper.add_paragraph(part)
    for one in data["sections"]:
        section(paper, one)
    sign(paper, data["signatures"])
    foot(paper, data["foot"])
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def blank(locale: str, moment: datetime) -> Paper:
    """An A4 page in the house's letters."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paper = Document()
    paper.core_properties.created = paper.core_properties.modified = moment.replace(tzinfo=None)
    paper.core_properties.author = ""
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(15), Mm(18), Mm(20)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    normal.paragraph_format.space_after = Pt(4)
    fonts = normal.element.get_or_add_rPr()
    language = fonts.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGES[locale]})
    fonts.append(language)
    return paper


def title(paper: Paper, data: dict[str, Any]) -> None:
    """Whose report it is, of which month."""
    for words, size, bold in (
        (data["grantee"], SMALL, False),
        (data["title"], HEAD, True),
        (data["month"], 11, True),
        (data["extract"], SMALL, False),
        (data["topic"], SMALL, False),
    ):
        if words:
            centred(paper, words, size, bold)


def centred(paper: Paper, words: str, size: int, bold: bool) -> None:
    """A line in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(words)
    run.bold, run.font.size = bold, Pt(size)


def at_a_glance(paper: Paper, totals: dict[str, Any]) -> None:
    """A line for each centre, and their sum."""
    grid(
        paper, totals["head"], [*totals["rows"], totals["sum"]], (66, 26, 26, 26, 26), range(1, 5), last=True
    )


def section(paper: Paper, one: dict[str, Any]) -> None:
    """One centre."""
    heading(paper, one["title"], 11)
    grid(paper, [], one["facts"], (WIDE, NARROW), ())
    for part, widths, numbers in (("gatherings", (22, 122, 26), (2,)), ("subprojects", (64, 44, 62), ())):
        if one[part]["rows"]:
            grid(paper, one[part]["head"], one[part]["rows"], widths, numbers)
    for label, words in one["texts"]:
        heading(paper, label, BODY)
        for line in filter(None, words.split("\n")):
            paper.add_paragraph(line)
    for words in filter(None, (one["silent"], one["by"])):
        paper.add_paragraph().add_run(words).italic = True


def heading(paper: Paper, words: str, size: int) -> None:
    """A line over what follows, kept with it."""
    from docx.shared import Pt

    line = paper.add_paragraph()
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_before = Pt(8)
    run = line.add_run(words)
    run.bold, run.font.size = True, Pt(size)


def grid(
    paper: Paper,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    numbers: Sequence[int],
    last: bool = False,
) -> None:
    """A table; columns of `numbers` stand to the right, the last line may be a sum."""
    from docx.shared import Mm

    table = paper.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    lines = [*([head] if head else []), *rows]
    for place, cells in enumerate(lines):
        strong = bool(head) and place == 0 or (last and place == len(lines) - 1)
        for column, (cell, words) in enumerate(zip(table.add_row().cells, cells, strict=True)):
            write(cell, words, widths[column], strong, column in numbers)
            cell.paragraphs[0].paragraph_format.keep_with_next = bool(head) and place == 0
    paper.add_paragraph().paragraph_format.space_after = 0


def write(cell: _Cell, words: str, width: int, strong: bool, right: bool) -> None:
    """One cell."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    cell.width = Mm(width)
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(0)
    run = line.add_run(words)
    run.font.size, run.bold = Pt(SMALL), strong
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if strong:
        look = cell._tc.get_or_add_tcPr()
        look.append(look.makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): SHADE}))


def sign(paper: Paper, signatures: Sequence[dict[str, str]]) -> None:
    """A line for each who signs."""
    from docx.shared import Mm, Pt

    paper.add_paragraph()
    table = paper.add_table(rows=0, cols=3)
    for one in signatures:
        cells = table.add_row().cells
        for cell, words, width in zip(cells, (one["role"], "_" * 22, one["name"]), (70, 50, 50), strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(words)
            cell.paragraphs[0].paragraph_format.space_before = Pt(14)


def foot(paper: Paper, words: str) -> None:
    """Under every page whether it is the report or a draft."""
    from docx.shared import Pt

    run = paper.sections[0].footer.paragraphs[0].add_run(words)
    run.font.size = Pt(8)
