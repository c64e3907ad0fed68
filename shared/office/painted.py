"""What the styles of an .xlsx say of its cells: struck out, filled with a colour, or not to be seen."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

STYLES = "xl/styles.xml"
PAPER = "paper"
TO_CORRECT = "FDE2DD"  # our own mark on a cell of a workbook given back: it says nothing of a person
_WHITE = frozenset((("rgb", "FFFFFF"), ("theme", "0"), ("indexed", "1"), ("indexed", "9")))
_SHOWS_NOTHING = ";;;"


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the styles of cells, as a sheet names them; `fills` with their colour."""

    struck: frozenset[bytes] = frozenset()
    unseen: frozenset[bytes] = frozenset()
    fills: Mapping[bytes, str] = field(default_factory=dict)


def styles_of(book: zipfile.ZipFile) -> Styles:
    """What the styles of a workbook say: which are struck out, which are written in the colour they stand
    on or in a format that shows nothing, and which are filled with another colour than that of paper."""
    if STYLES not in book.namelist():
        return Styles()
    tree = ElementTree.fromstring(book.read(STYLES))
    cells = [(str(place).encode(), cell) for place, cell in enumerate(_part(tree, "cellXfs"))]
    grounds = [_ground(fill) for fill in _part(tree, "fills")]
    on = {number: _of(grounds, cell.get("fillId", "0")) or PAPER for number, cell in cells}
    bare = (PAPER, f"rgb {TO_CORRECT}")
    return Styles(
        _struck(tree, cells),
        _unseen(tree, cells, on),
        {number: colour for number, colour in on.items() if colour not in bare},
    )


def _struck(tree: Element, cells: list[tuple[bytes, Element]]) -> frozenset[bytes]:
    struck = ["struck" if any(map(_strikes, font)) else "" for font in _part(tree, "fonts")]
    return frozenset(number for number, cell in cells if _of(struck, cell.get("fontId", "0")))


def _unseen(tree: Element, cells: list[tuple[bytes, Element]], on: dict[bytes, str]) -> frozenset[bytes]:
    """The styles in a format that shows nothing, or whose letters have the colour of their ground."""
    inks = [_colour(font, "color") for font in _part(tree, "fonts")]
    formats = (each for each in _part(tree, "numFmts") if each.get("formatCode") == _SHOWS_NOTHING)
    blank = {each.get("numFmtId") for each in formats}
    return frozenset(
        number
        for number, cell in cells
        if cell.get("numFmtId") in blank or _of(inks, cell.get("fontId", "0")) == on[number]
    )


def _of(said: list[str], number: str) -> str:
    """What is said under a number, "" where the file has no such one."""
    return said[int(number)] if number.isdecimal() and int(number) < len(said) else ""


def _part(tree: Element, name: str) -> Element | tuple[()]:
    return next((part for part in tree if part.tag.endswith(f"}}{name}")), ())


def _strikes(part: Element) -> bool:
    return part.tag.endswith("}strike") and part.get("val", "1") not in ("0", "false")


def _ground(fill: Element) -> str:
    """The colour of a fill; of a pattern or a run of colours its own words."""
    pattern = next(iter(fill), None)
    if pattern is None or (
        pattern.tag.endswith("}patternFill") and pattern.get("patternType", "none") == "none"
    ):
        return PAPER
    if pattern.get("patternType") == "solid":
        return _colour(pattern, "fgColor") or PAPER
    return ElementTree.tostring(pattern, "unicode")


def _colour(place: Element, name: str) -> str:
    """A colour in one word, "" where none is said: that of the window's text."""
    part = next((each for each in place if each.tag.endswith(f"}}{name}")), None)
    if part is None:
        return ""
    for kind in ("rgb", "theme", "indexed"):
        if value := part.get(kind):
            said = (kind, value[-6:].upper() if kind == "rgb" else value)
            tint = part.get("tint")
            return PAPER if said in _WHITE and not tint else " ".join((*said, *([tint] if tint else [])))
    return ""
