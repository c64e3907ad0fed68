"""Word files from a template and plain data. Heavy: call it inside `shared.limited.run_limited`.

Whatever a user typed stays text: the template is sandboxed and escapes.
The libraries are imported by the function that needs them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.office.plain import UNPRINTABLE, plain_data

if TYPE_CHECKING:
    from docxtpl import DocxTemplate


class Picture(NamedTuple):
    """A picture for Word: PNG bytes, the width on paper and the words that stand for it."""

    png: bytes
    width_mm: int
    alt: str


def render_docx(
    template: bytes,
    context: dict[str, Any],
    pictures: Mapping[str, Picture] | None = None,
    *,
    exchange: Mapping[str, str] | None = None,
    foot: Sequence[Picture] = (),
) -> bytes:
    """Fill a Word template with plain data; a picture is `{{ pictures.name }}` in the body.

    `exchange` replaces words of the template's own XML before it is filled: a colour by the region's,
    a language. The pictures of `foot` stand above the foot of the first section's pages.
    Raises jinja2.exceptions.UndefinedError on a name the data do not have,
    SecurityError on a template that reaches for more than data, TypeError on data that are not plain.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    document = DocxTemplate(io.BytesIO(_exchanged(template, exchange or {})))
    document.init_docx()
    drawn = {name: _drawing(document, picture) for name, picture in (pictures or {}).items()}
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render({**plain_data(context), "pictures": drawn}, sandbox)
    _fit_grids(document)
    _fill_cells(document)
    _keep_rows_together(document)
    out = io.BytesIO()
    document.save(out)
    return _with_foot(out.getvalue(), foot) if foot else out.getvalue()


def _with_foot(filled: bytes, pictures: Sequence[Picture]) -> bytes:
    """The file with pictures in a line above what its first section has at its foot already. It is opened
    anew: what was filled keeps a foot as bytes, and takes nothing more."""
    from docx import Document
    from docx.shared import Mm

    document = Document(io.BytesIO(filled))
    line = document.sections[0].footer.paragraphs[0].insert_paragraph_before()
    for picture in pictures:
        drawn = line.add_run()
        drawn.add_picture(io.BytesIO(picture.png), width=Mm(picture.width_mm))
        (named,) = drawn.element.xpath(".//wp:docPr")
        named.set("descr", UNPRINTABLE.sub("", picture.alt))
        line.add_run("   ")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _exchanged(template: bytes, exchange: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in given.namelist():
            content = given.read(name)
            for old, new in exchange.items() if name.startswith("word/") and name.endswith(".xml") else ():
                content = content.replace(old.encode(), new.encode())
            changed.writestr(name, content)
    return out.getvalue()


def _fit_grids(document: DocxTemplate) -> None:
    """A loop over columns leaves a table's grid behind its cells: take the widths from the first row."""
    from docx.oxml.ns import qn

    filled: Any = document.docx
    for table in filled.element.body.iter(qn("w:tbl")):
        grid, cells = table.tblGrid, table.tr_lst[0].tc_lst if table.tr_lst else []
        if all(cell.width and cell.grid_span == 1 for cell in cells):
            for column in list(grid):
                grid.remove(column)
            for cell in cells:
                grid.add_gridCol().w = cell.width


def _fill_cells(document: DocxTemplate) -> None:
    """A loop over nothing leaves a cell without a paragraph: Word calls such a file damaged, others lose
    the cell and move the rest of its row."""
    from docx.oxml.ns import qn

    filled: Any = document.docx
    for cell in filled.element.body.iter(qn("w:tc")):
        if len(cell) == 0 or cell[-1].tag != qn("w:p"):
            cell.add_p()


def _keep_rows_together(document: DocxTemplate) -> None:
    """In a table that goes over pages the last row, a total often, takes the one before it along, and so does
    one that says more of it: its first cell is empty."""
    from docx.oxml.ns import qn

    filled: Any = document.docx
    for table in filled.element.body.iter(qn("w:tbl")):
        rows = table.tr_lst if table.find(f".//{qn('w:tblHeader')}") is not None else []
        for row, later in pairwise(rows):
            first = next(later.iter(qn("w:tc")), later)  # it may stand in a control
            if later is rows[-1] or not "".join(first.itertext()).strip():
                for paragraph in row.iter(qn("w:p")):
                    paragraph.get_or_add_pPr().get_or_add_keepNext()


def _drawing(document: DocxTemplate, picture: Picture) -> str:
    """The picture's XML: a template must never hold the object, whose methods write files."""
    from docx.shared import Mm
    from docxtpl import InlineImage
    from markupsafe import Markup

    template: Any = document.docx
    document.current_rendering_part = template._part
    drawn = str(InlineImage(document, io.BytesIO(picture.png), width=Mm(picture.width_mm)))
    alt = escape(UNPRINTABLE.sub("", picture.alt)).replace("\n", " ")
    tags = {"<wp:docPr ": f'descr="{alt}" ', "<wp:inline ": 'distT="0" distB="0" distL="0" distR="0" '}
    return Markup(re.sub("|".join(tags), lambda tag: tag[0] + tags[tag[0]], drawn))
