"""Which sheet holds the list, and what a person said about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any

from services.events.participants.reader.columns import find_header, likely_titles
from services.events.participants.reader.layout import from_mapping, guessed, understood
from services.events.participants.reader.shape import Layout, meanings_of, question
from shared.limited import Unreadable
from shared.office.grids import Cell, Grid, as_text, hidden_grids, letter, read_grids, with_seen

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
    """A sheet as it is understood, and the other sheets that hold a list, shown or hidden."""

    grid: Grid
    layout: Layout
    others: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

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
    if said.mapping is not None:
        wanted = said.mapping.get("sheet")
        first = found[0][0] if found else grids[0]
        grid = next((each for each in grids if each.sheet == wanted), first)
        return mapped(grid, said.mapping, data, found)
    if not found:
        raise nothing_found(grids, filename)
    return widest(data, grids, found)


def widest(data: bytes, grids: list[Grid], found: list[tuple[Grid, Layout]]) -> Sheet:
    """The sheet with the most recognised columns, and the others that hold a list."""
    grid, layout = max(found, key=lambda pair: len(meanings_of(pair[1].lists[0])))
    others = other_lists([*found, *bare(grids, found)], grid)
    asked = [*layout.questions, *([question("sheets", None, [])] if others else [])]
    hidden = [each.sheet for each in hidden_grids(data) if each.sheet and find_header(each.rows)]
    return Sheet(shown(grid, data), changed(layout, questions=asked), others, hidden)


def readable(grids: list[Grid]) -> Iterator[tuple[Grid, Layout]]:
    """The sheets with a header; where no sheet has one, those whose cells tell a list."""
    titled = [(grid, understood(grid, header)) for grid in grids if (header := find_header(grid.rows))]
    yield from titled
    if not titled:
        yield from ((grid, layout) for grid in grids if (layout := guessed(grid)))


def bare(grids: list[Grid], found: list[tuple[Grid, Layout]]) -> Iterator[tuple[Grid, Layout]]:
    """The sheets without a header whose cells tell a list all the same: a list goes on there, perhaps."""
    known = [id(grid) for grid, _layout in found]
    for grid in grids:
        if grid.sheet and id(grid) not in known and (layout := guessed(grid)):
            yield grid, layout


def mapped(grid: Grid, mapping: dict[str, Any], data: bytes, found: list[tuple[Grid, Layout]]) -> Sheet:
    """A sheet as somebody said it."""
    return Sheet(shown(grid, data), from_mapping(grid, mapping), other_lists(found, grid))


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
