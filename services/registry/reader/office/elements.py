"""Elements of Word's XML by their local names."""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element


def name_of(element: _Element) -> str:
    """The local name of an element, "" of a comment."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1000)  # a document has a million elements of a few dozen kinds
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def inner(element: _Element, *path: str) -> _Element | None:
    """The first element down a path of local names."""
    for name in path:
        found = next(element.iterchildren(f"{{*}}{name}"), None)
        if found is None:
            return None
        element = found
    return element


def value_of(element: _Element | None, default: str = "") -> str:
    """The `w:val` of an element."""
    attributes = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in attributes if str(key).rpartition("}")[2] == "val"), default)
