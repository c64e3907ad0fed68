"""A sheet as it is understood: its lists, what its columns mean, what is asked, where its people stand."""

import re
from dataclasses import dataclass, field
from typing import Any

from services.events.participants.reader import hints
from services.events.participants.reader.columns import Header
from shared.office.grids import Cell, Grid, as_text, letter

NAMES = ("name", "surname", "given_name", "patronymic")
PLAIN = ("sex", "birth_year", "age", "settlement", "category", "organisation", "phone")
IGNORED = ("number", "signature", "reason")
# what a cell merged down says of each of its rows
HELD_DOWN = ("organisation", "settlement", "category", "attended", "sex")
MEANINGS = (*NAMES, *PLAIN, "attended", "day", *IGNORED)
LEADS = re.compile(
    r"руковод|тренер|спикер|родител|ребен|куратор|ата ана|trainer|leader|ұстаз|учител|контактн"
)
_TOTAL = re.compile(r"^(?:итого|всего|барлығы|жалпы|жиыны|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """The lists of a sheet (several stand side by side) and questions about them: {code, column, title}."""

    lists: tuple[Header, ...]
    questions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def first_row(self) -> int:
        """The index where the people begin."""
        return self.lists[0].first_row

    @property
    def titles(self) -> list[str]:
        """The titles of all columns."""
        return self.lists[0].titles

    @property
    def marked(self) -> bool:
        """Whether a column says who came."""
        return any("attended" in each.fields or each.days for each in self.lists)

    @property
    def unknown(self) -> list[int]:
        """Columns with a title that mean nothing to us."""
        known = {place for each in self.lists for place in meanings_of(each)}
        return [place for place, title in enumerate(self.titles) if title and place not in known]


def meanings_of(header: Header) -> dict[int, str]:
    """What each understood column of a list means, by its place."""
    fields = {**header.fields, **header.ignored}
    return {place: name for name, place in fields.items()} | dict.fromkeys(header.days, "day")


def place_of_names(header: Header) -> int:
    """The column of names of a list, or of surnames."""
    return header.fields.get("name", header.fields.get("surname", 0))


def people_of(grid: Grid, header: Header, first: int, last: int) -> list[list[Cell]]:
    """The rows below the header that name somebody in this list."""
    below = grid.rows[header.first_row :]
    places = [place for place in header.fields.values() if first <= place < last] or [first]
    named = [
        row
        for row in below[: hints.LOOKED_AT]
        if sum(bool(as_text(cell)) for cell in row[first:last]) > 1
        or any(place < len(row) and as_text(row[place]) for place in places)
    ]
    return [row for row in named if not _TOTAL.match(" ".join(map(as_text, row[first:last])).strip())]


def width_of(rows: list[list[Cell]]) -> int:
    """How many columns the widest of some rows has."""
    return max(map(len, rows), default=0)


def question(code: str, place: int | None, titles: list[str]) -> dict[str, Any]:
    """Something to be asked: {code, column: letter, title}."""
    title = titles[place] if place is not None and place < len(titles) else ""
    return {"code": code, "column": letter(place) if place is not None else "", "title": title[:200]}
