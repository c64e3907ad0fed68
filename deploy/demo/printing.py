"""From data to bytes: papers and slides as PDF, pictures as PNG, short letters as Word;
the same bytes every time."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PRINTED = datetime(2022, 9, 30, 6, tzinfo=UTC)
Block = Mapping[str, object]  # a part of a paper, as its template reads it: `kind` and what belongs to it
ZIP_TIME = (2022, 9, 30, 12, 0, 0)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LONGEST_NAME = 40
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>",
}


@dataclass(frozen=True)
class File:
    """A file to be made: its name, and how."""

    name: str
    make: Callable[[], bytes]


def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """A template of this folder as an untagged PDF (half the size: there are a hundred of them)."""
    import typst

    from shared.office.drawing import fonts

    draw: Callable[..., bytes] = typst.compile
    return draw(
        (FOLDER / template).read_bytes(),
        root=FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_tags=False,
        timestamp=PRINTED,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def paper(
    title: str,
    facts: list[tuple[str, str]],
    blocks: list[Block],
    signatures: list[tuple[str, str]],
    *,
    head: tuple[str, ...] = (),
    stamp: str = "",
    lang: str = "ru",
    foot: str = "",
) -> bytes:
    """A4 pages: letterhead, title, facts, blocks (see the functions below),
    hand-signed (role, name) lines, a stamp."""
    data = {
        "title": title,
        "facts": facts,
        "blocks": blocks,
        "head": head,
        "stamp": stamp,
        "lang": lang,
        "foot": foot,
        "signatures": [{"role": role, "name": name, "scrawl": scrawl(name)} for role, name in signatures],
    }
    return typeset("paper.typ", data)


def slides(title: str, subtitle: str, pages: list[tuple[str, list[str]]], lang: str) -> bytes:
    """A wide PDF, one page a slide."""
    data = {
        "title": title,
        "subtitle": subtitle,
        "slides": [{"title": name, "items": items} for name, items in pages],
        "lang": lang,
    }
    return typeset("slides.typ", data)


def picture(drawing: str) -> bytes:
    """An SVG as PNG."""
    from shared.office.drawing import render_png

    return render_png(drawing, scale=1)


def heading(text: str) -> Block:
    """A heading inside a paper."""
    return {"kind": "heading", "text": text}


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": words}


def handwriting(words: str) -> Block:
    """A paragraph in blue ink."""
    return {"kind": "ink", "text": words}


def items(*lines: str) -> Block:
    """A bulleted list."""
    return {"kind": "items", "items": lines}


def new_page() -> Block:
    """A page break."""
    return {"kind": "page"}


def table(
    columns: list[str], widths: list[int], rows: list[list[str]], signed: list[str] | None = None
) -> Block:
    """Rows under a head; width 0 is as wide as needed.
    `signed`: who signs in the last column, "" for nobody."""
    return {
        "kind": "table",
        "columns": columns,
        "widths": widths,
        "rows": rows,
        "signed": [scrawl(name) if name else None for name in signed] if signed else None,
    }


def scrawl(name: str) -> list[int]:
    """A signature of this name, always the same one: a start and four curves, in tenths of a point."""
    chance = random.Random(name)
    points, across = [chance.randint(60, 110)], 0
    for _ in range(4):
        step = chance.randint(95, 150)
        points += [
            across + step // 4,
            chance.randint(-60, 200),
            across + step,
            chance.randint(-40, 190),
            across + step,
            chance.randint(30, 140),
        ]
        across += step
    return points


def letter(title: str, paragraphs: list[str]) -> bytes:
    """A short Word file: a title and paragraphs; "Name: value" shows its name in bold."""
    body = [word_line(title, 32, True), *(word_line(line, 22, False) for line in paragraphs)]
    document = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'
    return packed({**PARTS, "word/document.xml": document})


def packed(parts: Mapping[str, str]) -> bytes:
    """Parts of XML as the file of an office program."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, ZIP_TIME), XML + content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word_line(words: str, size: int, bold: bool) -> str:
    """One paragraph of a Word file; the size in half points."""
    runs = "".join(word_run(part, size, strong) for part, strong in emphasised(words, bold))
    return f'<w:p><w:pPr><w:spacing w:after="140"/></w:pPr>{runs}</w:p>'


def emphasised(words: str, bold: bool) -> list[tuple[str, bool]]:
    """Parts of a paragraph with whether they are bold: all of it, or a short name before a colon."""
    name, colon, rest = words.partition(": ")
    if bold or not colon or len(name) > LONGEST_NAME:
        return [(words, bold)]
    return [(f"{name}: ", True), (rest, False)]


def word_run(words: str, size: int, bold: bool) -> str:
    """A part of a paragraph in one look."""
    look = f'{FONT}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def short(day: date) -> str:
    """A day as papers write it, the same in both languages."""
    return day.strftime("%d.%m.%Y")
