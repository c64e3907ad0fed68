"""A table of people's own out of .xlsx, .docx, .csv or pasted text: read in a limited child,
never in a web process.

`read_bytes` and `marked_bytes` are what the child runs; they import nothing heavy.
"""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from typing import Any

import orjson

from shared.limited import Unreadable, run_limited
from shared.office.grids import Grid, hidden_grids, raw_text, read_grids, with_seen
from shared.office.seen import Seen

READER, MARKER = "shared.imports.reading:read_bytes", "shared.imports.reading:marked_bytes"
MOST_ROWS = 5000
ALIKE = 0.6  # of the rows of a text have as many cells as its first, where it is cut at the right sign
Place = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """One sheet as a person sees it: `rows[0]` is its first row, cells are texts. Rows that the file hides
    or strikes out, places whose formula has no value kept, and single cells that are `crossed` out count from
    0; `sheet` is None for a text."""

    sheet: str | None
    rows: list[list[str]]
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    unkept: frozenset[Place] = frozenset()
    crossed: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Tables:
    """The sheets of a file that hold something, and the names of those the file hides."""

    shown: list[Table]
    hidden: list[str]


def read_tables(content: bytes, name: str) -> Tables:
    """The tables of a file; Unreadable, LimitExceeded, ChildCrashed. No transaction may wait for it."""
    answer = run_limited(READER, payload(content, name))
    return Tables([table_of(told) for told in answer["shown"]], answer["hidden"])


def marked(content: bytes, name: str, **said: Any) -> bytes:
    """The same workbook with only the rows that come back and a column of reasons; Unreadable where it
    cannot be kept as it was."""
    answer = run_limited(MARKER, payload(content, name, **said))
    return base64.b64decode(answer["data"])


def payload(content: bytes, name: str, **said: Any) -> bytes:
    """What the child reads from its standard input."""
    return orjson.dumps({"name": name, "data": base64.b64encode(content).decode(), **said})


def table_of(told: dict[str, Any]) -> Table:
    """A table as the child told it."""
    unkept, crossed = (frozenset((row, at) for row, at in told[name]) for name in ("unkept", "crossed"))
    hidden, struck = frozenset(told["hidden"]), frozenset(told["struck"])
    return Table(told["sheet"], told["rows"], hidden, struck, unkept, crossed)


def read_bytes(given: bytes) -> dict[str, Any]:
    """In the child: the tables of JSON `{"name", "data": base64}`; Unreadable as `read_grids`."""
    said = orjson.loads(given)
    data, name = base64.b64decode(said["data"]), said["name"]
    grids = list(read_grids(data, name))
    if any(grid.sheet is None for grid in grids):
        shown = [told(well_cut(grids))]
    else:
        shown = [told(with_seen(grid, data)) for grid in grids]
    filled = [table for table in shown if table["rows"]]
    if not filled:
        raise Unreadable("empty_table", name)
    return {"shown": filled, "hidden": [grid.sheet for grid in hidden_grids(data) if grid.rows]}


def well_cut(grids: list[Grid]) -> Grid:
    """The way to cut a text into columns that gives most of its rows as many cells as the first."""
    for grid in grids:
        widths = [len(row) for row in grid.rows if any(row)]
        if widths and widths[0] > 1 and Counter(widths)[widths[0]] >= ALIKE * len(widths):
            return grid
    return grids[-1]


def told(grid: Grid) -> dict[str, Any]:
    """A sheet as JSON: texts, a cell merged down said in each of its rows, nothing empty at the ends."""
    if len(grid.rows) > MOST_ROWS + 50 and any(
        any(map(raw_text, row)) for row in grid.rows[MOST_ROWS + 50 :]
    ):
        raise Unreadable("too_many_rows", grid.sheet or "", limit=MOST_ROWS)
    rows = trimmed([[raw_text(cell).strip() for cell in row] for row in grid.rows])
    for (top, column), (bottom, _last) in grid.seen.merged:
        fill_down(rows, top, bottom, column)
    return {"sheet": grid.sheet, "rows": rows, **seen(grid.seen, rows)}


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty rows below and empty columns at the right."""
    last = max((number for number, row in enumerate(rows) if any(row)), default=-1)
    width = max((place + 1 for row in rows for place, text in enumerate(row) if text), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows[: last + 1]]


def fill_down(rows: list[list[str]], top: int, bottom: int, column: int) -> None:
    """Say a cell that is merged down in each row it covers, where the row says anything."""
    if top < len(rows) and column < len(rows[top]):
        for row in rows[top + 1 : bottom + 1]:
            row[column] = rows[top][column] if any(row) else ""


def seen(look: Seen, rows: list[list[str]]) -> dict[str, Any]:
    """What a sheet shows besides its words; a row is struck out where all it says is."""
    filled = {row: {place for place, text in enumerate(line) if text} for row, line in enumerate(rows)}
    struck = {
        row for row, places in filled.items() if places and all((row, at) in look.struck for at in places)
    }
    crossed = {(row, at) for row, places in filled.items() if row not in struck for at in places}
    return {
        "crossed": sorted(crossed & (look.struck | look.struck_in_part)),
        "hidden": sorted(row for row in look.hidden_rows if filled.get(row)),
        "struck": sorted(struck),
        "unkept": sorted(place for place in look.unkept if place[0] < len(rows)),
    }


def marked_bytes(given: bytes) -> dict[str, str]:
    """In the child: the workbook of JSON `{"name", "data", "sheet", "header", "place", "title", "rows":
    {number: reason}}` with those rows only; Unreadable `not_kept`."""
    from shared.office.sameworkbook import NotKept, same_workbook  # lxml: reading does not need it

    said = orjson.loads(given)
    bad = {int(row): (set[int](), reason) for row, reason in said["rows"].items()}
    place = (said["sheet"], said["header"], said["place"], said["title"])
    try:
        made = same_workbook(base64.b64decode(said["data"]), *place, bad)
    except NotKept as error:
        raise Unreadable("not_kept", said["name"]) from error
    return {"data": base64.b64encode(made).decode()}
