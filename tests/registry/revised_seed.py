"""Revised annexes made of the seed's own Word plan, as a grantor's letter would change it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.registry.plan_documents import saved
from tests.suite import DATA

Edit = Callable[[DocumentObject], None]


def annex(*edits: Edit) -> bytes:
    """The real plan after these changes."""
    document = Document(str(DATA / "detailed-description.docx"))
    for edit in edits:
        edit(document)
    return saved(document)


def heading(document: DocumentObject, begins: str) -> Paragraph:
    """The paragraph of a section's heading."""
    return next(row for row in document.paragraphs if row.text.startswith(begins))


def table(document: DocumentObject, begins: str) -> Table:
    """The table under it."""
    below = heading(document, begins)._p.getnext()
    while not below.tag.endswith("}tbl"):
        below = below.getnext()
    return Table(below, document)


def rows(document: DocumentObject, begins: str) -> list[Any]:
    """The rows of its activities."""
    return table(document, begins).rows[1:]


def write(cell: Any, text: str) -> None:
    """Another text in a cell, a paragraph a line."""
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def insert_row(begins: str, *texts: str) -> Edit:
    """An activity more, the first of a section; the numbers of the others go up by one."""

    def edit(document: DocumentObject) -> None:
        first = rows(document, begins)[0]
        for row in rows(document, begins):
            count_up(row.cells[0].paragraphs[0])
        first._tr.addprevious(deepcopy(first._tr))
        for cell, text in zip(rows(document, begins)[0].cells, texts, strict=True):
            write(cell, text)

    return edit


def count_up(paragraph: Paragraph) -> None:
    """ "1. Создание" becomes "2. Создание"."""
    paragraph.text = re.sub(r"^(\d+)", lambda found: str(int(found[1]) + 1), paragraph.text)


def insert_section(title: str, *texts: str, number: int = 1) -> Edit:
    """A task more before Task 1; the numbers of the others go up by one."""

    def edit(document: DocumentObject) -> None:
        first = heading(document, "Задача 1.")
        under, above = deepcopy(table(document, "Задача 1.")._tbl), deepcopy(first._p)
        for paragraph in document.paragraphs:
            if number and paragraph.text.startswith("Задача "):
                paragraph.text = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), paragraph.text, count=1)
        first._p.addprevious(above)
        first._p.addprevious(under)
        Paragraph(above, first._parent).text = title
        made = Table(under, document)
        for row in made.rows[2:]:
            under.remove(row._tr)
        for cell, text in zip(made.rows[1].cells, texts, strict=True):
            write(cell, text)

    return edit


def move_row(begins: str, place: int, to: str) -> Edit:
    """An activity goes behind those of another section."""

    def edit(document: DocumentObject) -> None:
        row = rows(document, begins)[place]
        rows(document, to)[-1]._tr.addnext(row._tr)

    return edit


def remove_row(begins: str, place: int) -> Edit:
    """An activity less."""

    def edit(document: DocumentObject) -> None:
        row = rows(document, begins)[place]._tr
        row.getparent().remove(row)

    return edit


def rename(begins: str, title: str) -> Edit:
    """Another heading of a section."""

    def edit(document: DocumentObject) -> None:
        heading(document, begins).text = title

    return edit


def replace(old: str, new: str) -> Edit:
    """Another text, wherever a cell says it."""

    def edit(document: DocumentObject) -> None:
        cells = [cell for found in document.tables for row in found.rows for cell in row.cells]
        for paragraph in (paragraph for cell in cells for paragraph in cell.paragraphs):
            if old in paragraph.text:
                paragraph.text = paragraph.text.replace(old, new)

    return edit


def drop_lines(begins: str, place: int, *indicators: str) -> Edit:
    """Indicators less: their names and, in the same place, their planned values."""

    def edit(document: DocumentObject) -> None:
        row = rows(document, begins)[place]
        names, values = row.cells[1].paragraphs, row.cells[2].paragraphs
        for at, paragraph in enumerate(names):
            if paragraph.text.strip() in indicators:
                paragraph._p.getparent().remove(paragraph._p)
                values[at]._p.getparent().remove(values[at]._p)

    return edit


def rewrite(begins: str, place: int, column: int, text: str) -> Edit:
    """Another text in a cell of an activity."""
    return lambda document: write(rows(document, begins)[place].cells[column], text)
