"""Which waiting rows a table brings corrected: the workbook they came in, mended and sent again, or the one
they were given back in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from shared.imports.cells import key_of
from shared.imports.heading import is_reason, titles_of
from shared.imports.lines import Line
from shared.imports.operations import Brought

LEAST, OTHERS = 2, 2


def corrected(brought: Brought, waiting: Sequence[Any], stand: Sequence[Line]) -> list[Any]:
    """The waiting rows whose corrected line is among those that `stand` in the register now. Two rows may say
    nearly the same, so a row is known by its place or its reason, and by all that was not wrong with it."""
    pairs = [(row, line) for row in waiting for line in stand if is_corrected(brought, row, line)]
    rows, lines = Counter(row.id for row, _line in pairs), Counter(line.row for _row, line in pairs)
    return [row for row, line in pairs if rows[row.id] == lines[line.row] == 1]


def is_corrected(brought: Brought, row: Any, line: Line) -> bool:
    """Whether a line is a waiting row without what was wrong with it."""
    found = is_in_place(brought, row, line) or says_why(brought, row, line)
    return found and says_the_same(row, line)


def is_in_place(brought: Brought, row: Any, line: Line) -> bool:
    """Whether a line stands in the file, the sheet and the row of a waiting one."""
    place = brought.job.input["name"], brought.table.sheet, line.row
    return place == (row.file, row.sheet, row.number)


def says_why(brought: Brought, row: Any, line: Line) -> bool:
    """Whether the reason of a waiting row stands beside a line, as it was given back."""
    titles = titles_of(brought.table, brought.said.layout.heading)
    cells = brought.table.rows[line.row - 1]
    beside = " ".join(cells[at] for at, title in enumerate(titles) if is_reason(title) and at < len(cells))
    return bool(row.wrong) and all(one["text"].rstrip(".") in beside for one in row.wrong)


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
