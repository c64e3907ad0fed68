"""A table of participants: rows that can be taken, and every cell that cannot, with its reason."""

from typing import Any

from services.events.participants.reader.people import Table, of_file
from services.events.participants.reader.shape import HELD_DOWN, Layout
from services.events.participants.reader.sheets import Said, choose_sheet
from shared.limited import Unreadable
from shared.office.grids import Grid, as_text


def read_table(data: bytes, filename: str, said: Said | None = None) -> dict[str, Any]:
    """Read a list of participants from .xlsx, the tables of a .docx, .csv (UTF-8, Windows, Excel's Unicode
    text) or .txt.

    Returns {
      "sheet": name or None, "header_row": 4, "columns": {field: header}, "unknown_columns": [header],
      "rows": [{"row": 5, "name", "sex": "female|male|None", "birth_year",
      "settlement", "category", "organisation",
                "phone": E.164 or None, "attended", "days"?: {title: bool}}],
      "problems": [{"row", "column", "field", "value", "code", "params", "level": "error|warning"}],
      "repeated": [{"name", "rows": [5, 9]}],
      "skipped": [{"row", "text",
                   "why": "role|place|note|struck|unseen|outside|total|signature|header|caption"}],
      "refused": [{"row", "texts": {field: as written}}],
      "questions": [{"code", "column": letter, "title"}],
      "attendance": "cells|days|everybody|nobody|unsaid",
      "sheets": [names of sheets with a list],
      "layout": [{"column": letter, "title", "meaning", "examples"}] }.
    Row numbers are those the spreadsheet shows; texts outside of the list count on below its last row.
    A row with an error is not in "rows", one with only warnings is; "skipped" are signatures, totals and
    subtitles. A problem of the whole file has row None. Raises Unreadable: `unknown_columns` (params:
    headers), `empty_table`, `only_header`, and those of `read_grids`.
    """
    said = said or Said()
    sheet = choose_sheet(data, filename, said)
    result = read_rows(sheet.grid, sheet.layout, said, sheet.outside) | sheet.told()
    result["problems"] += [of_file("sheet_not_read", sheet=name) for name in sheet.others]
    result["problems"] += [of_file("sheet_hidden", sheet=name) for name in sheet.hidden]
    return somebody(result)


def somebody(result: dict[str, Any]) -> dict[str, Any]:
    """Refuse a list that is a header and nothing under it; code only_header."""
    if not result["rows"] and not result["refused"] and not result["skipped"]:
        raise Unreadable("only_header", result["sheet"] or "")
    return result


def read_rows(
    grid: Grid, layout: Layout, said: Said | None = None, outside: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    """Read the people of a sheet; the result of `read_table`."""
    said = said or Said()
    filled_down(grid, layout)
    table = Table(grid, layout, said)
    for index in range(layout.first_row, len(grid.rows)):
        table.read(index + 1, grid.rows[index])
    for number, (text, why) in enumerate(outside or [], len(grid.rows) + 1):
        table.read_outside(number, text, why)
    return {"sheet": grid.sheet, **table.result()}


def filled_down(grid: Grid, layout: Layout) -> None:
    """Let a cell that is merged down hold for its rows: a village, an organisation, a mark."""
    held = {
        place
        for each in layout.lists
        for place in (*(each.fields[name] for name in HELD_DOWN if name in each.fields), *each.days)
    }
    for (top, column), (bottom, _last) in grid.seen.merged:
        if column in held and top >= layout.first_row and bottom > top:
            _fill(grid, top, bottom, column)


def _fill(grid: Grid, top: int, bottom: int, column: int) -> None:
    value = grid.rows[top][column] if top < len(grid.rows) and column < len(grid.rows[top]) else ""
    for row in grid.rows[top + 1 : bottom + 1]:
        if column < len(row) and any(map(as_text, row)):
            row[column] = value
