"""The same letter as a Word file."""

from __future__ import annotations

import io
from typing import Any

from shared.office.drawing import render_png
from shared.office.headed import MIDDLE, empty, line

SIZE, SMALL = 13, 9  # points
MARGINS = {"left": 30, "right": 15, "top": 15, "bottom": 20}  # millimetres
LOGO, PARTNER, RECEIVER, FIRST = 16, 9, 85, 12.5
JUSTIFIED = 3  # alignment of a paragraph


def write(data: dict[str, Any]) -> bytes:
    """The letter as the bytes of a .docx."""
    from docx.shared import Mm

    document = empty(SIZE, MARGINS)
    head(document, data)
    line(document, data["number"])
    for text in data["to"]:
        line(document, text, bold=True).paragraph_format.left_indent = Mm(RECEIVER)
    line(document, data["subject"], bold=True, before=18, after=12)
    for text in data["body"]:
        made = line(document, text, after=6)
        made.alignment, made.paragraph_format.first_line_indent = JUSTIFIED, Mm(FIRST)
    line(document, data["signed_by"], bold=True, before=30)
    foot(document, data["partners"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def head(document: Any, data: dict[str, Any]) -> None:
    """The logo, the letterhead in the colour of its face, the contacts below."""
    from docx.shared import Mm, Pt, RGBColor

    if data["logo"]:
        document.add_picture(io.BytesIO(render_png(data["logo"])), width=Mm(LOGO))
        document.paragraphs[-1].alignment = MIDDLE

    for place, text in enumerate(data["letterhead"]):
        made = line(document, text, bold=not place)
        made.alignment, made.runs[0].font.color.rgb = MIDDLE, RGBColor.from_string(data["accent"][1:].upper())
    made = line(document, data["contacts"], after=18)
    made.alignment, made.runs[0].font.size = MIDDLE, Pt(SMALL)


def foot(document: Any, partners: list[dict[str, str]]) -> None:
    """The logos of partners at the foot of every page, each with what it is called."""
    from docx.shared import Mm

    below = document.sections[0].footer.paragraphs[0]
    below.alignment = MIDDLE
    for each in partners:
        drawn = below.add_run()
        drawn.add_picture(io.BytesIO(render_png(each["logo"])), height=Mm(PARTNER))
        (named,) = drawn.element.xpath(".//wp:docPr")
        named.set("descr", each["name"])
        below.add_run("   ")
