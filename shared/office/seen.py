"""What a sheet shows besides its values: rows and columns that are hidden, cells struck out, coloured or
not to be seen, merged cells, text boxes, and formulas whose value nobody has kept."""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from shared.office.beside import has_boxes, notes_of, shapes_of, struck_texts
from shared.office.painted import Styles, styles_of

Place = tuple[int, int]

LARGEST = 64 * 1024 * 1024
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>/]*)>\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)
_FAILED = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=\"e\"[^>]*)>")  # #DIV/0!, #N/A: no value either
_NO_WIDTH = re.compile(rb"\bwidth=\"0(?:\.0*)?\"")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\"")
_AT = re.compile(rb"\br=\"([A-Z]+)([0-9]+)\"")
_NUMBER = re.compile(rb"\br=\"([0-9]+)\"")
_STYLE = re.compile(rb"\bs=\"([0-9]+)\"")
_SHARED = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=\"s\"[^>]*)>\s*<(?:\w+:)?v>([0-9]{1,7})</")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_RULE = re.compile(rb"<(?:\w+:)?cfRule\b([^>]*\bdxfId=[^>]*[^/])>(.*?)</(?:\w+:)?cfRule>", re.DOTALL)
_OF_LOOKS = re.compile(
    rb"ROW\(|ISBLANK|type=\"(?:duplicateValues|uniqueValues|containsBlanks|notContainsBlanks)\""
)
_ENDS = re.compile(rb"\b(min|max)=\"([0-9]+)\"")


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows and columns count from 0; a merged cell is its first and its last place; `notes` are those
    that stand on cells, `fills` the colours of cells that have one, `unseen` cells whose text has the colour
    it stands on, `shapes` the lines of text boxes that lie over the sheet; `ruled`: a rule colours cells by
    what they say, `boxes`: boxes to tick lie over it."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()
    unkept: frozenset[Place] = frozenset()
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    struck_in_part: frozenset[Place] = frozenset()
    notes: Mapping[Place, str] = field(default_factory=dict)
    unseen: frozenset[Place] = frozenset()
    fills: Mapping[Place, str] = field(default_factory=dict)
    shapes: tuple[str, ...] = ()
    ruled: bool = False
    boxes: bool = False


def look(data: bytes, sheet: str) -> Seen:
    """Look at a sheet of an .xlsx; one laid out in a way nobody knows shows nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            part = _part_of(book, sheet)
            if book.getinfo(part).file_size > LARGEST:
                return Seen()
            seen = _seen(book.read(part), styles_of(book), struck_texts(book, LARGEST))
            shapes = tuple(shapes_of(book, part, LARGEST))
            boxes = has_boxes(book, part, LARGEST)
            return replace(seen, notes=notes_of(book, part, LARGEST), shapes=shapes, boxes=boxes)
    except (KeyError, StopIteration, ValueError, ElementTree.ParseError):
        return Seen()


def _seen(page: bytes, styles: Styles, texts: tuple[set[int], set[int]]) -> Seen:
    merged = [
        ((int(found[2]) - 1, _column(found[1])), (int(found[4]) - 1, _column(found[3])))
        for found in _MERGED.finditer(page)
    ]
    whole, in_part = (_of_texts(page, numbers) for numbers in texts)
    styled = _styled(page, {*styles.struck, *styles.fills})
    struck = whole.union(place for place, style in styled.items() if style in styles.struck)
    return Seen(
        _hidden_rows(page),
        _hidden_columns(page),
        struck,
        _unkept(page),
        merged,
        in_part - struck,
        unseen=frozenset(_styled(page, styles.unseen, filled=True)),
        fills={place: styles.fills[style] for place, style in styled.items() if style in styles.fills},
        ruled=_is_ruled(page),
    )


def _is_ruled(page: bytes) -> bool:
    """Whether a rule colours cells by what they say, and not as stripes, doubles or blanks; one without a
    formula, which Excel closes in itself, asks nothing of what they say."""
    return any(not _OF_LOOKS.search(found[0]) for found in _RULE.finditer(page))


def _hidden_rows(page: bytes) -> frozenset[int]:
    if b"hidden=" not in page:
        return frozenset()
    rows = (found[1] for found in _ROW.finditer(page) if _HIDDEN.search(found[1]))
    return frozenset(int(number[1]) - 1 for row in rows if (number := _NUMBER.search(row)))


def _hidden_columns(page: bytes) -> frozenset[int]:
    places: set[int] = set()
    for found in _COLUMN.finditer(page):
        ends = {name: int(value) for name, value in _ENDS.findall(found[1])}
        narrow = _HIDDEN.search(found[1]) or _NO_WIDTH.search(found[1])
        if narrow and {b"min", b"max"} <= set(ends):
            places.update(range(ends[b"min"] - 1, min(ends[b"max"], 500)))
    return frozenset(places)


def _styled(page: bytes, styles: Collection[bytes], filled: bool = False) -> dict[Place, bytes]:
    """The cells of these styles, each with its style; `filled`, only those that hold something."""
    if not styles:
        return {}
    cells = (
        (found[1], style[1])
        for found in _CELL.finditer(page)
        if (style := _STYLE.search(found[1]))
        and style[1] in styles
        and not (filled and found[1][-1:] == b"/")
    )
    return {place: style for cell, style in cells if (place := _place(cell))}


def _of_texts(page: bytes, numbers: set[int]) -> frozenset[Place]:
    """The cells that say one of these shared texts."""
    if not numbers:
        return frozenset()
    cells = (found[1] for found in _SHARED.finditer(page) if int(found[2]) in numbers)
    return frozenset(place for cell in cells if (place := _place(cell)))


def _unkept(page: bytes) -> frozenset[Place]:
    cells = (found[1] for form in (_FORMULA, _FAILED) for found in form.finditer(page))
    return frozenset(place for cell in cells if (place := _place(cell)))


def _place(attributes: bytes) -> Place | None:
    found = _AT.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _column(letters: bytes) -> int:
    place = 0
    for character in letters:
        place = place * 26 + character - 64
    return place - 1


def _part_of(book: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    entry = next(
        item
        for item in ElementTree.fromstring(book.read("xl/workbook.xml")).iter()
        if item.tag.endswith("}sheet") and item.get("name") == sheet
    )
    link = next(value for name, value in entry.attrib.items() if name.endswith("}id"))
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    target = next(item.get("Target", "") for item in links if item.get("Id") == link)
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
