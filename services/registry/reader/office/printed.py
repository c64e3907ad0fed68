"""How a run is printed: hidden or struck out, without a contrast or without a size it is read by nobody;
a raised figure is a mark."""

from __future__ import annotations

import re

from lxml.etree import _Element

from services.registry.reader.office.elements import inner, name_of, value_of

UNSEEN = {"vanish": "hidden", "strike": "struck_out", "dstrike": "struck_out"}
OFF = ("0", "false", "off", "none")
WHITE, THEME_WHITE = "ffffff", "background1"
HEX = re.compile(r"[0-9a-f]{6}")
CONTRAST = 120  # per cent, of the two lights; a pale grey that people still read has 135
DIM = 325_000  # the light of a black page in a lit room
SMALLEST = 4  # half-points


def unseen_because(run: _Element) -> str:
    """The code of why nobody reads the text of a run, "" where it is read."""
    said = _said_of(run)
    code = next((code for name, code in UNSEEN.items() if _switched_on(said.get(name))), "")
    return code or ("hidden" if _is_tiny(said.get("sz")) or _is_pale(run, said.get("color")) else "")


def placed(run: _Element) -> str:
    """Whether a run is printed above or below its line, by its kind or by its distance."""
    said = _said_of(run)
    raised = value_of(said.get("position"))
    if re.fullmatch(r"-?[0-9]{1,4}", raised) and int(raised):
        return "superscript" if int(raised) > 0 else "subscript"
    return value_of(said.get("vertAlign"))


def _said_of(run: _Element) -> dict[str, _Element]:
    """The properties of a run by their local names, the first of each."""
    properties = inner(run, "rPr")
    return {} if properties is None else {name_of(found): found for found in reversed(properties)}


def _switched_on(found: _Element | None) -> bool:
    return found is not None and value_of(found, "true") not in OFF


def _is_tiny(size: _Element | None) -> bool:
    """Whether a run of this size is smaller than any eye sees."""
    written = value_of(size)
    return written.isdigit() and int(written) <= SMALLEST


def _is_pale(run: _Element, colour: _Element | None) -> bool:
    """Whether a run is of the colour of its ground; the first row of a table may be shaded by its style."""
    ink = value_of(colour).lower()
    if colour is not None and not HEX.fullmatch(ink) and _named(colour, "themeColor") == THEME_WHITE:
        ink = WHITE
    if not HEX.fullmatch(ink):
        return False
    ground = next(filter(None, map(_ground, (run, *run.iterancestors("{*}p", "{*}tc")))), "")
    if not ground:
        row = next(run.iterancestors("{*}tr"), None)
        heading = row is not None and not any(True for _ in row.itersiblings("{*}tr", preceding=True))
        return not heading and _merges(ink, WHITE)
    return bool(HEX.fullmatch(ground)) and _merges(ink, ground)


def _ground(part: _Element) -> str:
    """The colour behind a run, a paragraph or a cell: six figures, a name, or "" for none of its own."""
    own = f"{name_of(part)}Pr"
    shade = inner(part, own, "shd")
    fill = "" if shade is None else _named(shade, "fill").lower()
    return value_of(inner(part, own, "highlight")) or ("" if fill == "auto" else fill)


def _named(element: _Element, name: str) -> str:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _merges(one: str, other: str) -> bool:
    """Whether two colours are so alike that no eye parts them."""
    dark, bright = sorted((_light(one) + DIM, _light(other) + DIM))
    return bright * 100 < dark * CONTRAST


def _light(colour: str) -> int:
    """The light of a colour, from 0 to 6 502 500."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return sum(part * part * share for part, share in zip(parts, (21, 72, 7), strict=True))
