"""A long list by its keys: a page is found by the row before it or after it, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import request

from shared.doors.cursors import cursor_of, parts_of

PAGE = 50
AFTER, BEFORE = "after", "before"
Row = TypeVar("Row")


@dataclass(frozen=True)
class Place:
    """Where in a list a page begins: at the row `at` (from 0), which comes `after` a key or, going back,
    `before` one; `name` is the parameter of the address that says it."""

    name: str
    at: int = 0
    after: Sequence[Any] | None = None
    before: Sequence[Any] | None = None

    def paging(
        self, rows: list[Row], key: Callable[[Row], tuple[Any, ...]], total: int | None
    ) -> dict[str, Any]:
        """What the table's pager shows, out of a page and one row more: {prev, next, from, to, total}."""
        shown = self.shown(rows)
        on = bool(self.before) or len(rows) > PAGE
        return {
            "prev": self.address(BEFORE, max(self.at - PAGE, 0), key(shown[0]))
            if self.at and shown
            else None,
            "next": self.address(AFTER, self.at + len(shown), key(shown[-1])) if on and shown else None,
            "from": self.at + 1,
            "to": self.at + len(shown),
            "total": total,
        }

    def shown(self, rows: list[Row]) -> list[Row]:
        """The rows of the page, without the one more that says whether there is a next."""
        return rows[-PAGE:] if self.before else rows[:PAGE]

    def address(self, way: str, at: int, key: tuple[Any, ...]) -> str:
        """The same page with this list at another place."""
        kept = [(name, value) for name, value in request.args.items(multi=True) if name != self.name]
        return "?" + urlencode([*kept, (self.name, cursor_of(way, at, *key))])


def place(name: str, *readers: Callable[[str], Any]) -> Place:
    """The place the address asks for, else the beginning; BadCursor when it is none of ours."""
    parts = parts_of(request.args.get(name), str, int, *readers)
    if not parts:
        return Place(name)
    way, at, *key = parts
    return Place(name, max(at, 0), key if way == AFTER else None, key if way == BEFORE else None)


def kept(*names: str) -> str:
    """The places the address asks for, to be kept in another address of the same page."""
    asked = [(name, request.args[name]) for name in names if request.args.get(name)]
    return "&" + urlencode(asked) if asked else ""
