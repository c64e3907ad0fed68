"""How a plan writes a measure: `unique_persons[training, category=leader]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from shared.language import categories, gatherings

WRITTEN = re.compile(r"(\w+)(?:\[(.*)\])?")


@dataclass(frozen=True)
class Expression:
    """A measure with what narrows it: `text` is as written, `subtypes` are without aliases, `group` is the category's word."""

    text: str
    name: str
    subtypes: tuple[str, ...] = ()
    group: str = ""

    def __str__(self) -> str:
        """Give it as written."""
        return self.text

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of people that count; none means all."""
        return categories.members(self.group)


@lru_cache(maxsize=1000)
def parse(text: str) -> Expression:
    """Read a measure; what is not written like one is a measure nobody knows."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return Expression(text, text)
    words = [word.strip() for word in (match[2] or "").split(",") if word.strip()]
    filters = dict(word.split("=", 1) for word in words if "=" in word)
    subtypes = tuple(gatherings.kind_of(word) for word in words if "=" not in word)
    return Expression(text, match[1], subtypes, filters.get("category", ""))
