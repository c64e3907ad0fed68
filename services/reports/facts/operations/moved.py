"""What a change of facts moved, so that only that is added up again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Moved:
    """Records whose facts changed, and the people among them by project."""

    sources: frozenset[str] = frozenset()
    people: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Moved:
        """From rows of (project, source, person)."""
        found = [tuple(row) for row in rows]
        people = frozenset((project, person) for project, _source, person in found if person)
        return cls(frozenset(row[1] for row in found), people)

    def and_also(self, other: Moved) -> Moved:
        """Both together."""
        return Moved(self.sources | other.sources, self.people | other.people)
