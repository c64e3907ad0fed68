"""What a change of facts moved, so that only that is added up: how much more there is than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from services.reports.facts.operations.parts import AMOUNTS

Key = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """How much more one record brings to one measure than before, and what is true of it now."""

    source: str
    measure: str
    project_id: str
    subtype: str | None
    activity_id: str | None
    region: str | None
    occurred_on: date
    rule: int
    facts: int
    amounts: Mapping[str, Decimal | None]

    @property
    def key(self) -> Key:
        """The record and the measure."""
        return self.source, self.measure

    def after(self, earlier: Change | None) -> Change:
        """Both changes of one key as one."""
        if earlier is None:
            return self
        amounts = {name: together(self.amounts[name], earlier.amounts[name]) for name in AMOUNTS}
        return replace(self, facts=self.facts + earlier.facts, amounts=amounts)

    def row(self) -> dict[str, Any]:
        """As the statement takes it."""
        return {**vars(self), **self.amounts}


def together(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Two amounts added, either of which may be none."""
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True)
class Moved:
    """Changes by record and measure, the people among them by project, and records whose files changed."""

    changes: Mapping[Key, Change] = field(default_factory=dict)
    people: frozenset[tuple[str, str]] = frozenset()
    refiled: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Moved:
        """From the rows of a writing statement."""
        found = [row._mapping for row in rows]
        people = {
            (project, who) for row in found for who in row["people"] or () for project in row["projects"]
        }
        changes = (change(row) for row in found)
        return cls({item.key: item for item in changes}, frozenset(people))

    @property
    def sources(self) -> list[str]:
        """The records whose sums are others now."""
        return sorted({source for source, _measure in self.changes} | self.refiled)

    def and_also(self, other: Moved) -> Moved:
        """Both together, the other after this."""
        later = {key: item.after(self.changes.get(key)) for key, item in other.changes.items()}
        return Moved({**self.changes, **later}, self.people | other.people, self.refiled | other.refiled)

    def rows(self) -> str:
        """All changes as JSON, in one order for everybody."""
        return orjson.dumps([self.changes[key].row() for key in sorted(self.changes)], default=str).decode()


def change(row: Mapping[str, Any]) -> Change:
    """One row of a writing statement."""
    plain = {name: row[name] for name in Change.__dataclass_fields__ if name != "amounts"}
    return Change(**plain, amounts={name: row[name] for name in AMOUNTS})
