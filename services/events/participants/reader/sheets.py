"""Which sheet holds the list, and what a person said about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any

from services.events.participants.reader.asking import coloured
from services.events.participants.reader.columns import likely_titles
from services.events.participants.reader.layout import from_mapping, guessed, heading_of, understood
from services.events.participants.reader.outside import below_list, outside, why_left
from services.events.participants.reader.shape import Layout, meanings_of, question
from shared.limited import Unreadable
from shared.office.grids import Cell, Grid, as_text, hidden_grids, is_word, letter, read_grids, with_seen

LONGEST_SHOWN = 200
EXAMPLES = 3


@dataclass(frozen=True)
class Said:
    """What a person said of a list: `mapping` {sheet, header_row, columns: {letter: meaning}}; `everybody`,
    whether all of a list without marks came, None where nobody said it: then nobody is taken to have come;
    `take`, rows that looked like notes and are people; `only` them; `year`, in which it was held."""

    mapping: dict[str, Any] | None = None
    everybody: bool | None = None
    take: frozenset[int] = frozenset()
    only: bool = False
    year: int | None = None

    @classmethod
    def of(cls, given: dict[str, Any]) -> "Said":
        """Read it from JSON."""
        plain = {name: given[name] for name in ("mapping", "everybody", "only", "year") if name in given}
        return cls(**plain, take=frozenset(given.get("take") or ()))


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is understood, the other sheets that hold a list, shown or hidden, and the texts
    outside of all lists, each with why it is no person."""

    grid: Grid
    layout: Layout
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    outside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> list[list[Cell]]:
        """Its rows, and below them one for each text outside."""
        return below_list(self.grid, self.layout.lists[0], [text for text, _why in self.outside])

    def told(self) -> dict[str, Any]:
        """What a page shows of it: sheets, questions, columns with their meaning and first cells."""
        below = self.grid.rows[self.layout.first_row :]
        named = {place: name for each in self.layout.lists for place, name in meanings_of(each).items()}
        width = max(len(self.layout.titles), max(map(len, below[:50]), default=0))
        return {
            "sheets": [name for name in (self.grid.sheet, *self.others) if name],
            "questions": self.layout.questions,
            "layout": [
                {
                    "column": letter(place),
                    "title": self.layout.titles[place][:LONGEST_SHOWN]
                    if place < len(self.layout.titles)
                    else "",
                    "meaning": named.get(place, ""),
                    "examples": first_cells(below, place),
                }
                for place in range(width)
            ],
        }


def first_cells(rows: list[list[Cell]], place: int) -> list[str]:
    """The first cells of a column that say something."""
    texts = (as_text(row[place]) for row in rows[:50] if place < len(row))
    return [text[:60] for text in texts if text][:EXAMPLES]


def choose_sheet(data: bytes, filename: str, said: Said) -> Sheet:
    """Return the sheet somebody chose, or the one with the most recognised columns, as it is understood."""
    grids = list(read_grids(data, filename))
    found = list(readable(grids))
    lists = [*found, *bare(grids, found)]
    if said.mapping is not None:
        sheet = mapped(grids, said.mapping, data, lists)
    elif found:
        sheet = widest(data, grids, found, lists)
    else:
        raise nothing_found(grids, filename)
    return with_outside(sheet, data, grids, [grid for grid, _layout in lists])


def with_outside(sheet: Sheet, data: bytes, grids: list[Grid], lists: list[Grid]) -> Sheet:
    """A sheet with the texts of its file that stand in no list."""
    chosen = next(grid for grid in grids if grid.sheet == sheet.grid.sheet)
    of_word = data.startswith(b"PK") and is_word(data)
    over = [(text, why) for text in sheet.grid.seen.shapes if (why := why_left(text))]
    return changed(sheet, outside=[*outside(grids, chosen, lists, of_word), *over])


def widest(
    data: bytes, grids: list[Grid], found: list[tuple[Grid, Layout]], lists: list[tuple[Grid, Layout]]
) -> Sheet:
    """The sheet with the most recognised columns, and the others that hold a list."""
    grid, layout = max(found, key=lambda pair: len(meanings_of(pair[1].lists[0])))
    others = other_lists(lists, grid)
    grid = shown(grid, data)
    choice = [question("sheets", None, [])] if others else []
    asked = [*layout.questions, *coloured(grid, layout), *choice]
    hidden = [each.sheet for each in hidden_grids(data) if each.sheet and heading_of(each.rows)]
    return Sheet(grid, changed(layout, questions=asked), others, hidden)


def readable(grids: list[Grid]) -> Iterator[tuple[Grid, Layout]]:
    """The sheets with a header; where no sheet has one, those whose cells tell a list."""
    titled = [(grid, understood(grid, header)) for grid in grids if (header := heading_of(grid.rows))]
    yield from titled
    if not titled:
        yield from ((grid, layout) for grid in grids if (layout := guessed(grid)))


def bare(grids: list[Grid], found: list[tuple[Grid, Layout]]) -> Iterator[tuple[Grid, Layout]]:
    """The sheets without a header whose cells tell a list all the same: a list goes on there, perhaps."""
    known = [id(grid) for grid, _layout in found]
    for grid in grids:
        if grid.sheet and id(grid) not in known and (layout := guessed(grid)):
            yield grid, layout


def mapped(
    grids: list[Grid], mapping: dict[str, Any], data: bytes, lists: list[tuple[Grid, Layout]]
) -> Sheet:
    """A sheet as somebody said it, else the first that holds a list."""
    first = lists[0][0] if lists else grids[0]
    grid = next((each for each in grids if each.sheet == mapping.get("sheet")), first)
    return Sheet(shown(grid, data), from_mapping(grid, mapping), other_lists(lists, grid))


def other_lists(found: list[tuple[Grid, Layout]], chosen: Grid) -> list[str]:
    """Names of the other sheets where somebody stands under the header."""
    return [
        grid.sheet
        for grid, layout in found
        if grid.sheet
        and grid is not chosen
        and any(any(map(as_text, row)) for row in grid.rows[layout.first_row :])
    ]


def shown(grid: Grid, data: bytes) -> Grid:
    """The sheet with what it shows besides its values."""
    return with_seen(grid, data)


def nothing_found(grids: list[Grid], filename: str) -> Unreadable:
    """Why no list was found."""
    titles = max((likely_titles(grid.rows) for grid in grids), key=len, default=[])
    if not titles:
        return Unreadable("empty_table", filename)
    return Unreadable("unknown_columns", filename, headers=[title[:LONGEST_SHOWN] for title in titles[:50]])
