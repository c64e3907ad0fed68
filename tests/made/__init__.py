"""What tests of every noun need of a new one, a file a noun, found by this package: no list is edited.

`tests/made/<nouns>.py` says `SERVICE`, and of these what the noun has:
`PROVEN`, from the kind of its proof to what makes one without a file and gives its page (proofs and notes are
tested over it); `of_another_region(suite, project)`, the ids of one in OTHER with MARK in its texts (both of
`tests/house/opinions.py`), by their names in routes; `BODIES`, what is posted to its addresses, by the last
word of one (both for `tests/house/test_other_regions.py`).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from tests.shared.makers import MAKERS
from tests.suite import Suite

Maker = Callable[[Suite, str], str]


@cache
def nouns() -> tuple[ModuleType, ...]:
    """The files of this package."""
    return tuple(import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))


def makers() -> dict[str, Maker]:
    """What makes one of each kind that files prove."""
    return MAKERS | {kind: make for noun in nouns() for kind, make in getattr(noun, "PROVEN", {}).items()}


def bodies() -> dict[str, dict[str, Any]]:
    """What is posted to the addresses of these nouns."""
    return {word: body for noun in nouns() for word, body in getattr(noun, "BODIES", {}).items()}


def theirs(service: str, suite: Suite, project: str) -> dict[str, str]:
    """The ids of the other region's, of the nouns of a service."""
    found: dict[str, str] = {}
    for noun in nouns():
        if noun.SERVICE == service and hasattr(noun, "of_another_region"):
            found |= noun.of_another_region(suite, project)
    return found
