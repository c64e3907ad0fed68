"""How named styles print a text: raised, struck out or hidden by a style counts as by the button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml.etree import _Element

PRINTED = ("vanish", "strike", "dstrike", "vertAlign", "position", "color")
LIGHT = re.compile(r"(?:[EeFf][0-9A-Fa-f]){3}")
DEEPEST = 20  # styles based on one another; more is a circle


def stamp(root: _Element, styles: _Element | None) -> None:
    """Write what styles say of print into the runs that do not say it themselves."""
    if styles is None:
        return
    named = {_value(style, "styleId"): style for style in styles.iter("{*}style")}
    if any(_matters(kept) for style in named.values() for kept in _printed(style)):
        for run in list(root.iter("{*}r")):
            for kept in filter(_matters, _inherited(run, named)):
                _properties(run).append(deepcopy(kept))


def _inherited(run: _Element, named: dict[str, _Element]) -> Iterator[_Element]:
    """What the styles of a run and of its paragraph add to what it says itself."""
    own = run.find("{*}rPr")
    said = set() if own is None else {_name(found) for found in own}
    for style in _styles_of(run, named):
        for found in _printed(style):
            if _name(found) not in said:
                said.add(_name(found))
                yield found


def _styles_of(run: _Element, named: dict[str, _Element]) -> Iterator[_Element]:
    """The styles of a run, the nearest first: its own, its paragraph's, each with what it is based on."""
    paragraph = next(run.iterancestors("{*}p"), None)
    own = run.find("{*}rPr/{*}rStyle")
    above = None if paragraph is None else paragraph.find("{*}pPr/{*}pStyle")
    for reference in (own, above):
        style = None if reference is None else named.get(_value(reference, "val"))
        for _ in range(DEEPEST):
            if style is None:
                break
            yield style
            base = style.find("{*}basedOn")
            style = None if base is None else named.get(_value(base, "val"))


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
