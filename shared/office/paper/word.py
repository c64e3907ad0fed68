"""A described paper as an editable Word file: headings are headings, tables repeat their heads."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

WIDTH_MM, FONT = 173, "Arial"
LANGUAGES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
INK, MUTED, LINE = RGBColor(0x1B, 0x23, 0x20), RGBColor(0x52, 0x5C, 0x57), "DCD9D1"


def render_word(paper: dict[str, Any], made_at: datetime) -> bytes:
    """The paper as .docx bytes."""
    word = Document()
    set_up(word, paper, made_at)
    write_head(word, paper)
    for part in paper["parts"]:
        write_part(word, part, paper["accent"])
    write_signatures(word, paper["signatures"])
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def set_up(word: Word, paper: dict[str, Any], made_at: datetime) -> None:
    """A page of A4, one face, the accent for headings, the foot with page numbers."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(22), Mm(15)
    page.top_margin, page.bottom_margin = Mm(16), Mm(18)
    word.core_properties.title, word.core_properties.created = paper["title"], made_at.replace(tzinfo=None)
    dress(word.styles["Normal"], 10, INK)
    dress(word.styles["Title"], 22, colour(paper["accent"]), bold=True)
    dress(word.styles["Heading 1"], 13, colour(paper["accent"]), bold=True)
    set_language(word, LANGUAGES.get(paper["locale"], "ru-RU"))
    write_foot(page.footer.paragraphs[0], paper["foot"])


def write_foot(foot: Any, words: str) -> None:
    """What stands under every page, with its number in the same look."""
    said(foot, f"{words}    ", 8, MUTED)
    said(foot, "1", 8, MUTED)
    number, field = foot.runs[-1]._r, parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>')
    number.addprevious(field)
    field.append(number)


def dress(style: Any, points: float, ink: RGBColor, bold: bool = False) -> None:
    """Give a style our face."""
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(points), bold, ink
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(f"{{{fonts.nsmap['w']}}}{script}", None)
    style.paragraph_format.space_after = Pt(4)
    borders = style.element.find(".//w:pBdr", fonts.nsmap)
    if borders is not None:
        borders.getparent().remove(borders)


def set_language(word: Word, code: str) -> None:
    """The language in which Word proofs the text."""
    said_in = parse_xml(f'<w:lang {nsdecls("w")} w:val="{code}"/>')
    word.styles["Normal"].element.get_or_add_rPr().append(said_in)


def colour(accent: str) -> RGBColor:
    """A colour of #rrggbb."""
    return RGBColor.from_string(accent[1:].upper())


def said(paragraph: Any, text: str, points: float, ink: RGBColor = INK, bold: bool = False) -> None:
    """A run of a paragraph in one look."""
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb, run.font.bold = Pt(points), ink, bold


def write_head(word: Word, paper: dict[str, Any]) -> None:
    """Who, the approval, the title, what it is about, the facts."""
    said(word.add_paragraph(), paper["over"], 9, MUTED)
    for place, line in enumerate(paper["stamp"]):
        stamp = word.add_paragraph()
        stamp.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        stamp.paragraph_format.space_after = Pt(0)
        said(stamp, line, 10, bold=place == 0)
    word.add_paragraph(paper["title"], style="Title").paragraph_format.space_before = Pt(14)
    if paper["subtitle"]:
        said(word.add_paragraph(), paper["subtitle"], 13, MUTED)
    if paper["lead"]:
        lead = word.add_paragraph()
        lead.paragraph_format.left_indent, lead.paragraph_format.space_before = Mm(4), Pt(6)
        said(lead, paper["lead"], 11)
    if paper["facts"]:
        write_facts(word, paper["facts"])


def write_facts(word: Word, facts: list[list[str]]) -> None:
    """Labels with their values, without lines."""
    table = word.add_table(0, 2)
    for label, value in facts:
        cells = table.add_row().cells
        said(cells[0].paragraphs[0], label, 9, MUTED)
        said(cells[1].paragraphs[0], value, 10)
    set_widths(table, [1, 3])


def write_part(word: Word, part: dict[str, Any], accent: str) -> None:
    """A heading with what stands under it."""
    word.add_heading(part["title"], 1).paragraph_format.space_before = Pt(14)
    if part["text"]:
        word.add_paragraph(part["text"])
    write_items(word, part["items"])
    if part["columns"]:
        write_table(word, part, accent)


def write_items(word: Word, items: list[str]) -> None:
    """A list that is numbered from one, however many stand above it."""
    if not items:
        return
    numbering = word.part.numbering_part.numbering_definitions._numbering
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    mine = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    mine.add_lvlOverride(ilvl=0).add_startOverride(1)
    for item in items:
        listed: Any = word.add_paragraph(item, style="List Number")
        listed._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = mine.numId


def write_table(word: Word, part: dict[str, Any], accent: str) -> None:
    """A table whose head is repeated on every page and whose rows are not torn."""
    table = word.add_table(1, len(part["columns"]))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, (label, _share) in zip(head.cells, part["columns"], strict=True):
        fill(cell, label, RGBColor(255, 255, 255), bold=True)
        shade(cell, accent[1:].upper())
    for row in part["rows"]:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, text in zip(added.cells, row, strict=True):
            fill(cell, text, INK)
    leave_no_row_alone(table)
    rule(table)
    set_widths(table, [share for _label, share in part["columns"]])


def leave_no_row_alone(table: Table) -> None:
    """The last row never stands alone under a repeated head: the one before it goes along."""
    for row in table.rows[-2:-1] if len(table.rows) > 2 else ():
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def fill(cell: _Cell, text: str, ink: RGBColor, bold: bool = False) -> None:
    """A cell's text."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    said(paragraph, text, 9, ink, bold)


def shade(cell: _Cell, fill_with: str) -> None:
    """A cell's ground."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill_with}"/>')
    )


def rule(table: Table) -> None:
    """Thin lines between the rows."""
    line = f'w:val="single" w:sz="4" w:color="{LINE}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "bottom", "insideH"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))


def set_widths(table: Table, shares: list[int]) -> None:
    """The width of the page, shared among the columns."""
    table.autofit = False
    for place, share in enumerate(shares):
        width = Mm(WIDTH_MM * share / sum(shares))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width


def write_signatures(word: Word, signatures: list[list[str]]) -> None:
    """A line to sign on for each, with the name where it is known."""
    if not signatures:
        return
    word.add_paragraph().paragraph_format.space_after = Pt(8)
    table = word.add_table(0, 3)
    for role, name in signatures:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, text in zip(row.cells, (role, "_" * 24, name or "_" * 24), strict=True):
            cell.paragraphs[0].paragraph_format.space_before = Pt(12)
            said(cell.paragraphs[0], text, 10)
    set_widths(table, [5, 4, 5])
