"""A measure as written in the plan, `unique_persons[training, category=leader]`, and the facts it reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from services.reports.figures.derivation import MEASURES

WRITTEN = re.compile(r"(\w+)(?:\[(.*)\])?")
BY_GATHERING = {
    "events_held",
    "event_programmes_attached",
    "attendance_lists_attached",
    "feedback_received",
    "attendance_persons",
}
CATEGORIES = {"leader": ("leader", "opinion_leader", "akimat", "ngo", "youth")}
TYPES = {"final_briefing": "briefing"}


@dataclass(frozen=True)
class Measure:
    """Which facts count and how: `unique` counts people once, at their first date."""

    name: str
    subtypes: tuple[str, ...]
    categories: tuple[str, ...]
    unique: bool

    @property
    def facts(self) -> str:
        """The measure under which the facts are kept."""
        return "attendance_persons" if self.unique else self.name

    @property
    def connected(self) -> bool:
        """Whether any service delivers what is measured; if not, there is no figure (and it is not 0)."""
        return self.name in MEASURES

    @property
    def by_activity(self) -> bool:
        """Whether only gatherings of the indicator's own activity count."""
        return self.facts in BY_GATHERING


@lru_cache(maxsize=1000)
def parse(text: str) -> Measure:
    """Read a measure expression."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return Measure(text, (), (), False)
    words = [word.strip() for word in (match[2] or "").split(",") if word.strip()]
    subtypes = tuple(TYPES.get(word, word) for word in words if "=" not in word)
    category = next((word.split("=")[1] for word in words if word.startswith("category=")), None)
    categories = CATEGORIES.get(category, (category,)) if category else ()
    return Measure(match[1], subtypes, categories, match[1] == "unique_persons")


def of(indicator: dict[str, Any]) -> Measure | None:
    """The measure of an indicator; None when it has none or nothing delivers it."""
    measure = parse(indicator["measure"]) if indicator["measure"] else None
    return measure if measure and measure.connected else None
