"""Word's XML as paragraphs and tables of cells: merges, content controls and tracked changes resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from lxml.etree import _Element

from services.registry.reader.office.elements import inner, name_of, value_of
from services.registry.reader.office.package import Parts
from services.registry.reader.office.printed import placed, unseen_because
from services.registry.reader.office.styles import stamp
from services.registry.reader.words.wording import one_line, tidy

TRANSPARENT = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "smartTag",
    "customXml",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
    "AlternateContent",
    "Choice",
    "oMath",
    "oMathPara",
}
DROPPED = {"del", "moveFrom", "Fallback", "sdtPr", "sdtEndPr", "drawing", "pict", "object"}
REVISIONS = {"ins", "del", "moveFrom", "moveTo"}
BLANKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
MARKS = {"footnoteReference": "*", "endnoteReference": "*"}
SYMBOLS = {"b3": "≥", "a3": "≤", "b1": "±", "b9": "≠", "bb": "≈", "b4": "×", "b7": "•", "2d": "−", "2b": "+"}
FORMULAS = {"f", "sSup", "sSub", "sSubSup", "nary", "rad", "d", "m", "func", "eqArr", "limLow", "limUpp"}
EMBEDDED = {"altChunk", "subDoc", "OLEObject"}
MAX_COLUMNS = 64
BREAK = "\n"
RAISED = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
RAISED_LETTER = re.compile(r"[^\W\d_][)]?|\*+")


@dataclass(eq=False)
class Cell:
    """One cell; `lines` are its paragraphs and line breaks, empty ones kept; `row` counts from 1."""

    lines: list[str]
    row: int
    column: int
    span: int = 1

    @cached_property  # every reading of a row asks for it
    def text(self) -> str:
        """All the lines as one."""
        return one_line(self.lines)


@dataclass
class Table:
    """A grid: each row has a slot per column; a merged cell is the same object in all its slots."""

    number: int
    rows: list[list[Cell | None]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.rows), default=0)

    def headings(self) -> list[str]:
        """The texts of the first row."""
        return [cell.text for cell in distinct(self.rows[0])] if self.rows else []


@dataclass
class Document:
    """The body in order (a paragraph is its text), and what stands outside the order;
    `unseen` is what is not taken for the plan's text: ("hidden", "struck_out", "footnote", "comment" or
    "embedded", text); `margins` are the headers and footers."""

    blocks: list[str | Table]
    revised: bool
    floating: list[str]
    unseen: list[tuple[str, str]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        """The tables in order."""
        return [block for block in self.blocks if isinstance(block, Table)]


def distinct(row: list[Cell | None]) -> list[Cell]:
    """The cells of a row, each once."""
    return list(dict.fromkeys(cell for cell in row if cell))


def read_document(parts: Parts) -> Document:
    """The paragraphs and tables of a Word document."""
    root = parts.main
    stamp(root, parts.styles)
    _drop_placeholders(root)
    body = next((child for child in root if name_of(child) == "body"), root)
    names = {name_of(element) for element in root.iter()}
    unseen = [
        *_unseen(body),
        *_aside(parts, "footnote", "comment"),
        *(("embedded", "") for _ in names & EMBEDDED),
    ]
    margins = [text for _kind, text in _aside(parts, "margin")]
    return Document(_blocks(body), bool(names & REVISIONS), _floating(root), unseen, margins)


def _blocks(body: _Element) -> list[str | Table]:
    """The paragraphs and tables of a body in their order."""
    blocks: list[str | Table] = []
    pending = ""
    for child in _children(body):
        if name_of(child) == "p":
            pending += _paragraph(child)
            if not _mark_deleted(child):
                blocks.extend(tidy(line) for line in pending.split(BREAK))
                pending = ""
        elif name_of(child) == "tbl":
            blocks.append(_table(child, 1 + sum(isinstance(block, Table) for block in blocks)))
    return blocks


def _aside(parts: Parts, *kinds: str) -> Iterator[tuple[str, str]]:
    """The texts beside the document's own of these kinds: footnotes and comments, headers and footers."""
    for kind, part in parts.asides:
        for note in ([part] if kind == "margin" else part) if kind in kinds else ():
            text = tidy(" ".join(map(_paragraph, note.iter("{*}p"))).replace("*", " "))
            if text:
                yield kind, text


def _drop_placeholders(root: _Element) -> None:
    """Take out the "click here to enter text" of content controls nobody filled."""
    for control in root.iter("{*}sdt"):
        if inner(control, "sdtPr", "showingPlcHdr") is not None:
            for run in list(control.iter("{*}r")):
                if (parent := run.getparent()) is not None:
                    parent.remove(run)


def _children(element: _Element) -> Iterator[_Element]:
    """The children that count, looking through wrappers and past what was deleted."""
    for child in element:
        name = name_of(child)
        if name in TRANSPARENT:
            yield from _children(child)
        elif name not in DROPPED:
            yield child


def _count(element: _Element | None, default: int) -> int:
    value = value_of(element)
    return min(max(int(value), 0), MAX_COLUMNS) if re.fullmatch(r"[0-9]{1,9}", value) else default


def _mark_deleted(paragraph: _Element) -> bool:
    """Whether the end of the paragraph was deleted, so that its text runs on into the next."""
    return inner(paragraph, "pPr", "rPr", "del") is not None


def _paragraph(paragraph: _Element) -> str:
    return "".join(map(_in_line, _children(paragraph)))


def _in_line(child: _Element) -> str:
    """A piece of a paragraph; a formula that is more than a row of signs is a question mark."""
    return _run(child) if name_of(child) == "r" else "?" if name_of(child) in FORMULAS else ""


def _run(run: _Element) -> str:
    """The text of a run as the page shows it: a raised figure is a note mark, not a digit."""
    if unseen_because(run):
        return ""
    text, place = "".join(_piece(child) for child in _children(run)), placed(run)
    if place == "superscript" and RAISED_LETTER.fullmatch(text.strip()):
        return "*"
    return text.translate(RAISED[place]) if place in RAISED else text


def _unseen(body: _Element) -> Iterator[tuple[str, str]]:
    """What was left out of each paragraph because it is struck out or hidden."""
    for row in body.iter("{*}tr"):
        if inner(row, "trPr", "hidden") is not None:
            yield "hidden", tidy(" ".join(_paragraph(each) for each in row.iter("{*}p")))
    for paragraph in body.iter("{*}p"):
        runs = [run for run in _children(paragraph) if name_of(run) == "r"]
        for why, together in groupby(runs, unseen_because):
            text = tidy("".join(_piece(child) for run in together for child in _children(run)))
            if why and text:
                yield why, text


def _piece(element: _Element) -> str:
    name = name_of(element)
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name == "br":
        page = any(str(value) in ("page", "column") for value in element.attrib.values())
        return "" if page else BREAK
    if name == "sym":
        return SYMBOLS.get(_symbol(element), "?") if _font(element) == "symbol" else "?"
    if name in MARKS:
        return MARKS[name]
    if name == "ruby":  # what stands over a text is a note to it
        base = inner(element, "rubyBase")
        return f"{'' if base is None else _paragraph(base)}*"
    return BLANKS.get(name, "")


def _symbol(element: _Element) -> str:
    """The code of a sign of a symbol font, without the page Word moves such fonts to."""
    codes = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "char")
    return next(codes, "").lower().removeprefix("f0")


def _font(element: _Element) -> str:
    """The font of a sign, in small letters; one that names none is of the font of signs."""
    fonts = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "font")
    return next(fonts, "symbol").lower()


def _table(element: _Element, number: int) -> Table:
    table = Table(number)
    for row in _children(element):
        if name_of(row) == "tr" and not any(
            inner(row, "trPr", name) is not None for name in ("del", "hidden")
        ):
            above = table.rows[-1] if table.rows else []
            table.rows.append(_row(row, above, len(table.rows) + 1))
    return table


def _row(element: _Element, above: list[Cell | None], number: int) -> list[Cell | None]:
    slots: list[Cell | None] = [None] * _count(inner(element, "trPr", "gridBefore"), 0)
    for cell in _children(element):
        if name_of(cell) != "tc" or len(slots) >= MAX_COLUMNS or inner(cell, "tcPr", "cellDel") is not None:
            continue
        column, span = len(slots), max(1, _count(inner(cell, "tcPr", "gridSpan"), 1))
        merge = inner(cell, "tcPr", "vMerge")
        continued = merge is not None and value_of(merge, "continue") == "continue" and column < len(above)
        kept = above[column] if continued else None
        slots.extend([kept or Cell(_lines(cell), number, column, span)] * span)
    return slots[:MAX_COLUMNS]


def _lines(cell: _Element) -> list[str]:
    lines: list[str] = []
    pending = ""
    for child in _children(cell):
        if name_of(child) == "p":
            pending += _paragraph(child)
            if not _mark_deleted(child):
                lines.extend(pending.split(BREAK))
                pending = ""
        elif name_of(child) == "tbl":
            nested = _table(child, 0)
            lines.extend(one_line(each.text for each in distinct(row)) for row in nested.rows)
    lines.extend(pending.split(BREAK) if pending else [])
    return [tidy(line) for line in lines] or [""]


def _floating(root: _Element) -> list[str]:
    """The texts of text boxes, which have no place in the order of the page."""
    texts = []
    for box in root.iter("{*}txbxContent"):
        if not any(name_of(parent) == "Fallback" for parent in box.iterancestors()):
            texts.append(
                tidy(" ".join(_paragraph(child) for child in _children(box) if name_of(child) == "p"))
            )
    return [text for text in texts if text]
