"""The analytic note as a Word file: headings, tables and charts as pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from shared.office.drawing import FONT_FAMILY, render_png
from shared.office.plain import UNPRINTABLE

if TYPE_CHECKING:
    from docx.document import Document

WIDTH, ROW, LABEL, ROOM = 640, 30, 200, 330
LANGUAGES = {"ru": "ru-RU", "kk": "kk-KZ"}
Data = dict[str, Any]


def build_docx(data: Data, made_at: datetime) -> bytes:
    """The note of `wording/note.py` as an editable file."""
    import docx

    document = docx.Document()
    prepare(document, data, made_at)
    document.add_heading(clean(data["title"]), 0)
    for line in (data["grantee"], data["about"], data["sentence"]):
        document.add_paragraph(clean(line))
    document.add_heading(clean(data["places_title"]), 1)
    table(document, data["columns"], data["places"])
    chart(document, data["places_bars"])
    document.add_heading(clean(data["questions_title"]), 1)
    for question in data["questions"]:
        tell(document, question)
    document.add_paragraph(clean(data["signature"]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def prepare(document: Document, data: Data, made_at: datetime) -> None:
    """The font, the language, and who made it when."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT_FAMILY, Pt(10)
    language = style.element.get_or_add_rPr().makeelement(
        qn("w:lang"), {qn("w:val"): LANGUAGES[data["locale"]]}
    )
    style.element.rPr.append(language)
    about = document.core_properties
    about.title, about.author = clean(data["title"]), clean(data["grantee"])
    about.created = about.modified = made_at.replace(tzinfo=None)


def table(document: Document, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with a head; the last row is the sum."""
    made = document.add_table(rows=1, cols=len(columns), style="Light Grid Accent 1")
    for cell, text in zip(made.rows[0].cells, columns, strict=True):
        cell.text = clean(text)
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = clean(text)


def tell(document: Document, question: Data) -> None:
    """One question: its chart and its sum, or what was written."""
    document.add_heading(clean(question["words"]), 2)
    chart(document, question["bars"])
    for line in question["lines"]:
        document.add_paragraph(clean(line), style="List Bullet")
    document.add_paragraph(clean(question["sum"]))


def chart(document: Document, bars: Sequence[Data]) -> None:
    """Bars as a picture; Word reads it out by its words."""
    from docx.shared import Mm

    if not bars:
        return
    picture = document.add_picture(io.BytesIO(render_png(drawn(bars))), width=Mm(150))
    picture._inline.docPr.set("descr", clean("; ".join(f"{bar['label']}: {bar['value']}" for bar in bars)))


def drawn(bars: Sequence[Data]) -> str:
    """Bars as SVG, a label, a bar and its value a line."""
    lines = "".join(line(place, bar) for place, bar in enumerate(bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{ROW * len(bars)}" '
        f'font-family="{FONT_FAMILY}" font-size="14">{lines}</svg>'
    )


def line(place: int, bar: Data) -> str:
    """One bar."""
    y, long = place * ROW, ROOM * bar["part"] // 1000
    return (
        f'<text x="{LABEL - 8}" y="{y + 20}" text-anchor="end">{escape(clean(bar["label"])[:30])}</text>'
        f'<rect x="{LABEL}" y="{y + 5}" width="{ROOM}" height="20" fill="#e9ece9"/>'
        f'<rect x="{LABEL}" y="{y + 5}" width="{long}" height="20" fill="#0b5f51"/>'
        f'<text x="{LABEL + ROOM + 8}" y="{y + 20}">{escape(clean(bar["value"]))}</text>'
    )


def clean(text: str) -> str:
    """A text no XML refuses."""
    return UNPRINTABLE.sub("", text)
