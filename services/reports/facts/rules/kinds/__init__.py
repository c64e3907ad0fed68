"""How each kind of record counts: one file a kind, found by the package itself.

A file holds one function `of(record)` with the record's type; a new kind of record is one new file here.
Gatherings and attendances come by the thousand and have a statement of their own
(`facts/operations/gatherings.py`).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any

from services.reports.facts.rules.counted import Counted

Rule = Callable[[Any], list[Counted]]


def found() -> dict[str, Rule]:
    """The rule of each kind of record, from the files of this package."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    return {name: import_module(f"{__name__}.{name}").of for name in names}


RULES = found()
