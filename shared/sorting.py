"""How a list is ordered, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Text, UnaryExpression, cast, func
from sqlalchemy.dialects.postgresql import array


def by_words(words: Mapping[str, str]) -> list[str]:
    """Codes in the order their words are read."""
    return sorted(words, key=lambda code: words[code])


@dataclass(frozen=True)
class Sorting:
    """How a list is ordered: "-date" is the newest first; `codes` are those of a column in the order their
    names are read."""

    by: str
    codes: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The column asked for."""
        return self.by.removeprefix("-")

    def term(self, columns: Mapping[str, Any], usual: Any) -> UnaryExpression[Any]:
        """What the database orders by: one of the columns, or the usual one where it is none of them."""
        column: ColumnElement[Any] = columns.get(self.name, usual)
        if codes := self.codes.get(self.name):
            column = func.array_position(array([cast(code, Text) for code in codes]), column)
        return column.desc() if self.by.startswith("-") else column.asc()
