"""The same letter as a Word file."""

from __future__ import annotations

import io
from typing import Any

from shared.office.drawing import render_png
from shared.office.plain import UNPRINTABLE

FONT, SIZE, SMALL = "Times New Roman", 13, 9  # points
PAGE, MARGINS = (210, 297), {"left": 30, "right": 15, "top": 15, "bottom": 20}  # millimetres
LOGO, PARTNER = 16, 9
CENTRE, JUSTIFIED = 1, 3  # alignments of a paragraph


def write(data: dict[str, Any]) -> bytes:
    """The letter as the bytes of a .docx."""
    document = empty()
    head(document, data)
    line(document, data["number"])
    for text in data["to"]:
        line(document, text, bold=True, indent=85)
    line(document, data["subject"], bold=True, before=18, after=12)
    for text in data["body"]:
        made = line(document, text, after=6, first=12.5)
        made.alignment = JUSTIFIED
    line(document, data["signed_by"], bold=True, before=30)
    foot(document, data["partners"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def empty() -> Any:
    """A document with the page and the type of a letter."""
    import docx
    from docx.shared import Mm, Pt

    document: Any = docx.Document()
    page, normal = document.sections[0], document.styles["Normal"]
    page.page_width, page.page_height = map(Mm, PAGE)
    for side, width in MARGINS.items():
        setattr(page, f"{side}_margin", Mm(width))
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    normal.paragraph_format.space_after = Pt(0)
    return document


def head(document: Any, data: dict[str, Any]) -> None:
    """The logo, the letterhead in the colour of its face, the contacts below."""
    from docx.shared import Mm, Pt, RGBColor

    if data["logo"]:
        document.add_picture(io.BytesIO(render_png(data["logo"])), width=Mm(LOGO))
        document.paragraphs[-1].alignment = CENTRE

    for place, text in enumerate(data["letterhead"]):
        made = line(document, text, bold=not place)
        made.alignment, made.runs[0].font.color.rgb = CENTRE, RGBColor.from_string(data["accent"][1:].upper())
    made = line(document, data["contacts"], after=18)
    made.alignment, made.runs[0].font.size = CENTRE, Pt(SMALL)


def foot(document: Any, partners: list[dict[str, str]]) -> None:
    """The logos of partners at the foot of every page, each with what it is called."""
    from docx.shared import Mm

    below = document.sections[0].footer.paragraphs[0]
    below.alignment = CENTRE
    for each in partners:
        drawn = below.add_run()
        drawn.add_picture(io.BytesIO(render_png(each["logo"])), height=Mm(PARTNER))
        (named,) = drawn.element.xpath(".//wp:docPr")
        named.set("descr", each["name"])
        below.add_run("   ")


def line(
    document: Any,
    text: str,
    *,
    bold: bool = False,
    before: int = 0,
    after: int = 0,
    indent: int = 0,
    first: float = 0,
) -> Any:
    """A paragraph; the spaces around it are in points, its indents in millimetres."""
    from docx.shared import Mm, Pt

    made = document.add_paragraph()
    made.add_run(UNPRINTABLE.sub("", text)).bold = bold
    shape = made.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.left_indent, shape.first_line_indent = Mm(indent), Mm(first)
    return made
