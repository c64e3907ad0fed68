"""What papers under a letterhead have alike: their drawing as a PDF or a Word file, an empty page of Word,
a line on it. Heavy: for a limited child."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from shared.office.drawing import render_pdf
from shared.office.plain import UNPRINTABLE

FONT, PAGE = "Times New Roman", (210, 297)  # millimetres
MIDDLE = 1  # alignment of a paragraph

Data = dict[str, Any]


def pdf_or_word(payload: bytes, folder: Path, write: Callable[[Data], bytes]) -> dict[str, str]:
    """`{"data", "format": "pdf" | "docx", "made_at", "own"}` as JSON → `{"data": base64}`: `write` makes the
    Word file, `main.typ` of the folder or the region's `own` template the PDF; the same data give the same
    bytes of a PDF."""
    asked = orjson.loads(payload)
    made = write(asked["data"]) if asked["format"] == "docx" else printed(asked, folder)
    return {"data": base64.b64encode(made).decode()}


def printed(asked: Data, folder: Path) -> bytes:
    """A paper as a PDF; the logo is drawn where the letterhead has one, and those of partners."""
    data = asked["data"]
    assets = {"logo.svg": data["logo"].encode()} if data["logo"] else {}
    partners = enumerate(data.get("partners", ()))
    assets |= {f"partner{place}.svg": each["logo"].encode() for place, each in partners}
    made_at = datetime.fromisoformat(asked["made_at"])
    return render_pdf(folder, data, assets, made_at=made_at, own=asked.get("own", ""))


def empty(size: int, margins: Mapping[str, int]) -> Any:
    """A Word file of one empty page: the type's size in points, {side: millimetres} around it."""
    import docx
    from docx.shared import Mm, Pt

    document: Any = docx.Document()
    page, normal = document.sections[0], document.styles["Normal"]
    page.page_width, page.page_height = map(Mm, PAGE)
    for side, width in margins.items():
        setattr(page, f"{side}_margin", Mm(width))
    normal.font.name, normal.font.size = FONT, Pt(size)
    normal.paragraph_format.space_after = Pt(0)
    return document


def line(document: Any, text: str, *, bold: bool = False, before: int = 0, after: int = 0) -> Any:
    """A paragraph; the spaces around it are in points."""
    from docx.shared import Pt

    made = document.add_paragraph()
    made.add_run(UNPRINTABLE.sub("", text)).bold = bold
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    return made
