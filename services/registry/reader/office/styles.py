"""How named styles print a text: raised, struck out or hidden by a style counts as by the button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml.etree import _Element

from services.registry.reader.office.elements import inner, value_of

PRINTED = ("vanish", "strike", "dstrike", "vertAlign", "position", "color")
LIGHT = re.compile(r"(?:[EeFf][0-9A-Fa-f]){3}")
DEEPEST = 20  # styles based on one another; more is a circle


def stamp(root: _Element, styles: _Element | None) -> None:
    """Write what styles say of print into the runs that do not say it themselves."""
    if styles is None:
        return
    named = {_value(style, "styleId"): style for style in styles.iter("{*}style")}
    if any(_matters(kept) for style in named.values() for kept in _printed(style)):
        added: dict[tuple[str, str], dict[str, _Element]] = {}
        for run in list(root.iter("{*}r")):
            worn = _styles_of(run)
            if worn not in added:
                added[worn] = _inherited(worn, named)
            if added[worn]:
                _complete(run, added[worn])


def _complete(run: _Element, added: dict[str, _Element]) -> None:
    """Write into a run what its styles add to what it says itself."""
    own = inner(run, "rPr")
    said = set() if own is None else {_name(found) for found in own}
    for name, kept in added.items():
        if name not in said:
            _properties(run).append(deepcopy(kept))


def _styles_of(run: _Element) -> tuple[str, str]:
    """The styles a run and its paragraph name, "" where they name none."""
    paragraph = next(run.iterancestors("{*}p"), None)
    above = None if paragraph is None else inner(paragraph, "pPr", "pStyle")
    return value_of(inner(run, "rPr", "rStyle")), value_of(above)


def _inherited(worn: tuple[str, str], named: dict[str, _Element]) -> dict[str, _Element]:
    """What styles say of print and matters: the nearest first, each with what it is based on."""
    found: dict[str, _Element] = {}
    for name in filter(None, worn):
        style = named.get(name)
        for _ in range(DEEPEST):
            if style is None:
                break
            for kept in _printed(style):
                found.setdefault(_name(kept), kept)
            base = style.find("{*}basedOn")
            style = None if base is None else named.get(_value(base, "val"))
    return {name: kept for name, kept in found.items() if _matters(kept)}


def _printed(style: _Element) -> Iterator[_Element]:
    properties = style.find("{*}rPr")
    found = properties if properties is not None else ()
    return (kept for kept in found if _name(kept) in PRINTED)


def _matters(kept: _Element) -> bool:
    """Whether what a style says may leave a text unread; of colours only one that may be white on white."""
    light = LIGHT.fullmatch(_value(kept, "val")) or _value(kept, "themeColor") == "background1"
    return _name(kept) != "color" or bool(light)


def _properties(run: _Element) -> _Element:
    """The properties of a run, made where it has none."""
    found = run.find("{*}rPr")
    if found is None:
        found = run.makeelement(run.tag[: run.tag.index("}") + 1] + "rPr")
        run.insert(0, found)
    return found


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: _Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")
