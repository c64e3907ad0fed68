"""The rows of a table as the noun's schema takes them, each with what of it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.doors.errors import Invalid
from shared.imports import heading
from shared.imports.cells import IN_UNITS, NOTHING, UnitInTitle
from shared.imports.declaring import Brings, Values
from shared.imports.heading import Layout, Meanings
from shared.imports.reading import MOST_ROWS, Table
from shared.limited import Unreadable
from shared.personal.masking import masked

TAKE, LEAVE = "take", "leave"
LOST_LETTER = re.compile(r"[а-яё]\?[а-яё]|\ufffd", re.IGNORECASE)  # addresses hold «?» too
HIDDEN, STRUCK = "hidden", "struck"  # rows that are counted apart, since they are left out


class FormulaUnkept(Invalid):
    """This cell holds a formula without its value. Open the file in Excel, save it and send it again."""

    code = "formula_unkept"


class CellCrossedOut(Invalid):
    """This cell is struck out, or a part of it. Write what is right, or empty it."""

    code = "cell_crossed_out"


class LettersLost(Invalid):
    """Letters of “%(text)s” were lost when the file was saved. Save it as .xlsx or as CSV UTF-8 and send it
    again, or write the word right."""

    code = "letters_lost"


@dataclass(frozen=True)
class Said:
    """What a person said of a table: which sheet, how it is laid out, what holds `for_all` its rows, whether
    rows the file hides are taken (None: not said)."""

    sheet: str | None
    layout: Layout
    for_all: Mapping[str, str] = field(default_factory=dict)
    hidden: str | None = None


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a row, and in which column: the key of its field, "" for the row as a whole."""

    key: str
    text: str

    def told(self) -> dict[str, str]:
        """What is wrong, as it is kept: what it repeats of a cell may be somebody's phone."""
        return {"key": self.key, "text": masked(self.text)}


@dataclass(frozen=True)
class Line:
    """A row: its number in the spreadsheet, what its cells say by field, what of them cannot be read, and its
    `cells` as they are written."""

    row: int
    values: Values
    wrong: list[Wrong] = field(default_factory=list)
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lines:
    """The rows of a table; numbers of those that are hidden in the file, struck out, and left out otherwise:
    above the titles, totals and titles that are said again."""

    lines: list[Line]
    hidden: list[int]
    struck: list[int]
    left: list[int]

    def left_out(self, said: Said) -> dict[str, int]:
        """How many rows are not entered because the file hides or strikes them out."""
        return {HIDDEN: len(self.hidden) if said.hidden == LEAVE else 0, STRUCK: len(self.struck)}


def lines_of(table: Table, said: Said, known: Meanings, brings: Brings, about: Any) -> Lines:
    """Every row below the heading that is one of the table; Unreadable for more rows than are taken."""
    titles = heading.titles_of(table, said.layout.heading)
    below = range(said.layout.heading, len(table.rows))
    mine = [at for at in below if not heading.is_left_out(table.rows[at], titles)]
    hidden, struck = [at for at in mine if at in table.hidden], [at for at in mine if at in table.struck]
    out = {*struck, *(hidden if said.hidden == LEAVE else ())}
    if len(mine) > MOST_ROWS:
        raise Unreadable("too_many_rows", table.sheet or "", limit=MOST_ROWS)
    lines = [line_of(table, at, said, known, brings, about) for at in mine if at not in out]
    left = left_out(table, {said.layout.heading - 1, *mine})
    return Lines(lines, numbers(hidden), numbers(struck), numbers(left))


def left_out(table: Table, taken: set[int]) -> list[int]:
    """The places of rows that say something and are neither the titles nor rows of the table."""
    return [at for at, row in enumerate(table.rows) if any(row) and at not in taken]


def numbers(places: list[int]) -> list[int]:
    """Rows as people count them."""
    return [place + 1 for place in places]


def line_of(table: Table, at: int, said: Said, known: Meanings, brings: Brings, about: Any) -> Line:
    """One row: what holds for all rows, and over it what its own cells say."""
    cells: dict[str, str] = {}
    wrong: list[Wrong] = []
    for key, place, text in cells_of(table, at, said):
        nothing = is_nothing(text, known[key])
        if place is not None and (at, place) in table.unkept:
            wrong.append(Wrong(key, FormulaUnkept().message))
        elif place is not None and (at, place) in table.crossed:
            wrong.append(Wrong(key, CellCrossedOut().message))
        elif place is not None and not nothing and (unit := in_other_units(table, said, place, known[key])):
            wrong.append(Wrong(key, unit))
        elif key not in cells or not nothing:
            cells[key] = text
    return read_line(at + 1, cells, known, brings, about, wrong)


def in_other_units(table: Table, said: Said, place: int, meaning: heading.Meaning) -> str:
    """Why a number cannot be taken as it stands, where the title of its column says «тыс. тенге» or «часов»
    and the field does not, in whatever language; "" where it can."""
    title, label = heading.title_at(table, said.layout.heading, place), meaning.field.label
    other = meaning.is_number and says_unit(title) and not any(map(says_unit, (label, *meaning.titles)))
    return UnitInTitle(title=title, label=label).message if other else ""


def says_unit(title: str) -> bool:
    """Whether a title says in what is counted."""
    return IN_UNITS.search(title.casefold()) is not None


def read_line(
    row: int,
    cells: Mapping[str, str],
    known: Meanings,
    brings: Brings,
    about: Any,
    before: Sequence[Wrong] = (),
) -> Line:
    """A row of these cells; `before` is what was wrong with it before any was read."""
    values: Values = {}
    wrong = list(before)
    for key, text in cells.items():
        try:
            if not is_nothing(text, known[key]):
                values[key] = known[key].read(whole(text))
        except Invalid as refusal:
            wrong.append(Wrong(key, refusal.message))
    return Line(row, brings.arrange(about, values) if brings.arrange else values, wrong, cells)


def whole(text: str) -> str:
    """A text none of whose letters became a «?», as those of Kazakh do in an ANSI file; LettersLost."""
    if LOST_LETTER.search(text):
        raise LettersLost(text=text)
    return text


def is_nothing(text: str, meaning: heading.Meaning) -> bool:
    """Whether a cell says nothing; a dash is a no where a yes or a no is asked for."""
    return text.casefold() in NOTHING and (not text or not meaning.is_mark)


def cells_of(table: Table, at: int, said: Said) -> Iterator[tuple[str, int | None, str]]:
    """Field, place and text of each cell of a row that means something; no place: it is said of all rows."""
    yield from ((key, None, text) for key, text in said.for_all.items() if text)
    row = table.rows[at]
    yield from ((key, place, row[place]) for place, key in said.layout.columns.items() if place < len(row))
