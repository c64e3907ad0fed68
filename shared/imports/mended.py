"""Which waiting rows a table brings corrected: the workbook they came in, mended and sent again, or the one
they were given back in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from shared.imports.cells import key_of
from shared.imports.heading import is_reason, titles_of
from shared.imports.lines import Line
from shared.imports.operations import Brought

LEAST, OTHERS = 2, 2


def corrected(
    brought: Brought, waiting: Sequence[Any], stand: Sequence[Line], before: Set[Any] = frozenset()
) -> list[Any]:
    """The waiting rows whose corrected line is among those that `stand` in the register now. Two rows may say
    nearly the same, so a row is known by its place or its reason, and by all that was not wrong with it;
    `before` are the works that entered other rows of this table, whatever its file was called then."""
    at, reasons = {line.row: line for line in stand}, reasons_beside(brought, stand)
    pairs = [
        (row, at[number])
        for row in waiting
        for number in {*in_its_place(brought, row, before), *saying_why(row, reasons)} & at.keys()
        if says_the_same(row, at[number])
    ]
    rows, lines = Counter(row.id for row, _line in pairs), Counter(line.row for _row, line in pairs)
    return [row for row, line in pairs if rows[row.id] == lines[line.row] == 1]


def reasons_beside(brought: Brought, stand: Sequence[Line]) -> dict[int, str]:
    """The reasons that were given back beside lines, by the lines that have some."""
    titles = titles_of(brought.table, brought.said.layout.heading)
    places = [at for at, title in enumerate(titles) if is_reason(title)]
    rows = {line.row: brought.table.rows[line.row - 1] for line in stand} if places else {}
    texts = {row: " ".join(cells[at] for at in places if at < len(cells)) for row, cells in rows.items()}
    return {row: text for row, text in texts.items() if text.strip()}


def in_its_place(brought: Brought, row: Any, before: Set[Any]) -> list[int]:
    """The line that stands in the sheet and the row of a waiting one, if this is its file: called so, or with
    rows that came in together with it."""
    mine = brought.job.input["name"] == row.file or row.job_id in before
    return [row.number] if mine and brought.table.sheet == row.sheet else []


def saying_why(row: Any, reasons: Mapping[int, str]) -> list[int]:
    """The lines beside which the reason of a waiting row stands, as it was given back."""
    why = [one["text"].rstrip(".") for one in row.wrong]
    return [at for at, text in reasons.items() if why and all(each in text for each in why)]


def says_the_same(row: Any, line: Line) -> bool:
    """Whether what was not wrong is as it was, and is enough to know a row by; where it was wrong as a whole,
    a little may have changed."""
    wrong = {one["key"] for one in row.wrong}
    names = {*row.cells, *line.cells} - wrong
    same = [name for name in names if said(row.cells, name) == said(line.cells, name)]
    known = [name for name in same if said(row.cells, name)]
    return len(known) >= LEAST and len(names) - len(same) <= (OTHERS if "" in wrong else 0)


def said(cells: Mapping[str, Any], name: str) -> str:
    """A cell as two are compared."""
    text = str(cells.get(name, ""))
    return key_of(text) or text.strip()
