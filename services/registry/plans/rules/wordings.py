"""Which Kazakh wording stands for a line: the one that was written for the words it has now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.registry.plans.models import Wording

Known = Mapping[str, Sequence[Wording]]


def in_force(known: Known, line: str, russian: str) -> str | None:
    """The Kazakh wording of a line; None while there is none, or only one of other words."""
    row = row_of(known, line, russian)
    return row.kazakh if row else None


def row_of(known: Known, line: str, russian: str) -> Wording | None:
    """The wording of a line that was written for these words."""
    return next((row for row in known.get(line, ()) if same(row.russian, russian)), None)


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces, capitals and the last full stop."""
    return plain(one) == plain(other)


def plain(text: str) -> str:
    """A text without what typing changes."""
    return " ".join(text.split()).rstrip(".").casefold()
