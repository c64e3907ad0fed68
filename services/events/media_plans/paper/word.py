"""The media plan for Word. The library is imported by the functions that need it, so that a child starts
quickly."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from shared.office.plain import plain_data

WIDTHS_MM = (9, 24, 27, 56, 31, 31, 22, 30, 36)
HEAD_FILL, LANGUAGES = "ECECEC", {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}


def render_word(data: dict[str, Any], made_at: datetime) -> bytes:
    """The plan as an editable document."""
    from docx import Document

    said, document = plain_data(data), Document()
    prepare(document, said, made_at)
    head(document, said)
    table(document, said)
    foot(document, said)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def prepare(document: Any, said: dict[str, Any], made_at: datetime) -> None:
    """A4 lying, our letters, the language of its words."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section, style = document.sections[0], document.styles["Normal"]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(12)
    section.top_margin, section.bottom_margin = Mm(14), Mm(16)
    style.font.name, style.font.size = "Times New Roman", Pt(10)
    style.paragraph_format.space_after = Pt(2)
    marks = style.element.get_or_add_rPr()
    marks.append(marks.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGES[said["locale"]]}))
    document.core_properties.title, document.core_properties.author = said["title"], said["grantee"]
    document.core_properties.created = made_at.replace(tzinfo=None)


def head(document: Any, said: dict[str, Any]) -> None:
    """Who approves it, what it is, of which project."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    corner = document.add_paragraph(f"{said['approved'][0]}\n{said['approved'][1]}\n__________________")
    corner.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, size, bold in (
        (said["grantee"], 9, False),
        (said["title"], 15, True),
        (said["topic"], 11, False),
        (said["period"], 10, False),
    ):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        part = line.add_run(text)
        part.font.size, part.bold = Pt(size), bold


def table(document: Any, said: dict[str, Any]) -> None:
    """A line an item; the head stands on every page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm

    grid = document.add_table(rows=1 + len(said["rows"]), cols=len(said["columns"]))
    grid.style, grid.autofit = "Table Grid", False
    for row, texts in zip(grid.rows, [said["columns"], *said["rows"]], strict=True):
        for cell, text, width in zip(row.cells, texts, WIDTHS_MM, strict=True):
            cell.width = Mm(width)
            write(cell.paragraphs[0], text, bold=row is grid.rows[0])
    keep_shape(grid)
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    for cell in grid.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="{HEAD_FILL}"/>'))


def keep_shape(grid: Any) -> None:
    """Columns of their own widths, rows that are not torn."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    for column, width in zip(grid.columns, WIDTHS_MM, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        whole = row._tr.get_or_add_trPr()
        whole.append(whole.makeelement(qn("w:cantSplit"), {}))


def write(paragraph: Any, text: str, bold: bool = False) -> None:
    """A small text in a cell."""
    from docx.shared import Pt

    part = paragraph.add_run(text)
    part.font.size, part.bold = Pt(8.5), bold
    paragraph.paragraph_format.space_after = Pt(0)


def foot(document: Any, said: dict[str, Any]) -> None:
    """What it comes to, and who signs."""
    document.add_paragraph()
    document.add_paragraph(" · ".join(said["sums"]))
    for role in said["signatures"]:
        document.add_paragraph(f"{role} ______________________   ______________________")
    document.add_paragraph(said["foot"])
