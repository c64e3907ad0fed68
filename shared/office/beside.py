"""What parts of an .xlsx beside its sheets say of cells: texts struck out in part, notes on cells,
text boxes."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

Place = tuple[int, int]
STRINGS = "xl/sharedStrings.xml"
AT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def struck_texts(book: zipfile.ZipFile, largest: int) -> tuple[set[int], set[int]]:
    """The numbers of the shared texts that are struck out as a whole, and of those struck out in part."""
    whole, in_part = set[int](), set[int]()
    if STRINGS not in book.namelist() or book.getinfo(STRINGS).file_size > largest:
        return whole, in_part
    data = book.read(STRINGS)
    for number, text in enumerate(ElementTree.fromstring(data)) if b"strike" in data else ():
        runs = [_is_struck(run) for run in text if _name(run) == "r" and _words(run)]
        if any(runs):
            (whole if all(runs) else in_part).add(number)
    return whole, in_part


def notes_of(book: zipfile.ZipFile, sheet: str, largest: int) -> dict[Place, str]:
    """The notes on the cells of a sheet by their places, in one line each."""
    parts = _linked(book, sheet, "/comments", largest)
    return {place: text for part in parts for place, text in _notes(part) if text}


def shapes_of(book: zipfile.ZipFile, sheet: str, largest: int) -> Iterator[str]:
    """The lines of text boxes and other shapes that lie over a sheet; of two ways to draw one the first."""
    for part in _linked(book, sheet, "/drawing", largest):
        for body in _bodies(ElementTree.fromstring(part)):
            yield from (text for line in body if _name(line) == "p" and (text := _words(line)))


def has_boxes(book: zipfile.ZipFile, sheet: str, largest: int) -> bool:
    """Whether boxes to tick lie over a sheet, which no cell knows of."""
    drawn = any(b'ObjectType="Checkbox"' in part for part in _linked(book, sheet, "/vmlDrawing", largest))
    return drawn or any(b'"CheckBox"' in part for part in _linked(book, sheet, "/ctrlProp", largest))


def _bodies(place: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for part in place:
        if _name(part) == "txBody":
            yield part
        elif _name(part) != "Fallback":
            yield from _bodies(part)


def _linked(book: zipfile.ZipFile, sheet: str, kind: str, largest: int) -> Iterator[bytes]:
    """The parts of one kind that belong to a sheet, but for those too large."""
    folder, _, file = sheet.rpartition("/")
    links = f"{folder}/_rels/{file}.rels"
    for link in ElementTree.fromstring(book.read(links)) if links in book.namelist() else ():
        part = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
        known = link.get("Type", "").endswith(kind) and part in book.namelist()
        if known and book.getinfo(part).file_size <= largest:
            yield book.read(part)


def _notes(data: bytes) -> Iterator[tuple[Place, str]]:
    for note in ElementTree.fromstring(data).iter():
        found = AT.fullmatch(note.get("ref", "")) if _name(note) == "comment" else None
        if found:
            yield (int(found[2]) - 1, _column(found[1])), _words(note)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _words(part: ElementTree.Element) -> str:
    return " ".join("".join(text.text or "" for text in part.iter() if _name(text) == "t").split())


def _is_struck(run: ElementTree.Element) -> bool:
    return any(_name(part) == "strike" and part.get("val", "1") not in ("0", "false") for part in run.iter())


def _name(part: ElementTree.Element) -> str:
    return part.tag.rpartition("}")[2]
