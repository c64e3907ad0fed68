"""The same list given back with only its bad rows and a column that says why:
the workbook itself, or a plain one."""

import io
from dataclasses import replace
from typing import Any

from services.events.participants.reader.columns import Header
from services.events.participants.reader.reasons import reason_text, title_of_reasons
from services.events.participants.reader.sheets import Said, choose_sheet
from shared.office.grids import Grid, raw_text
from shared.office.painted import TO_CORRECT

LONGEST_CELL = 32_000
WIDEST = 40
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def annotate(
    data: bytes, filename: str, problems: list[dict[str, Any]], locale: str = "ru", said: Said | None = None
) -> bytes:
    """Return an .xlsx with the header, the rows that have an error, and a last column of reasons.

    An .xlsx comes back as it was, formatting and other sheets included;
    a text, or a workbook that cannot be kept, as a plain sheet of text cells.
    problems: as `read_table` gave them, others with a `code` of reasons.toml may be added;
    one without a level is an error. locale: ru, kk or en. The file can be corrected and uploaded again:
    its column of reasons is ignored. Raises Unreadable as `read_table` does.
    """
    sheet = choose_sheet(data, filename, said or Said())
    grid, header = replace(sheet.grid, rows=sheet.rows), sheet.layout.lists[0]
    bad = bad_rows(problems)
    if grid.sheet is None or any(row > len(sheet.grid.rows) for row in bad):
        return _written(grid, header, bad, locale)
    from shared.office.sameworkbook import (
        NotKept,
        same_workbook,
    )  # lxml: reading a list does not need it

    try:
        return same_workbook(
            data,
            grid.sheet,
            header.first_row,
            header.ignored.get("reason", len(header.titles)),
            title_of_reasons(locale),
            {row: _told(found, header, locale) for row, found in bad.items()},
        )
    except NotKept:
        return _written(grid, header, bad, locale)


def bad_rows(problems: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """The problems of each row that has an error, in the order of the rows."""
    by_row: dict[int, list[dict[str, Any]]] = {}
    for problem in problems:
        if problem["row"] is not None:
            by_row.setdefault(problem["row"], []).append(problem)
    return {row: found for row, found in sorted(by_row.items()) if any(map(_is_error, found))}


def _told(problems: list[dict[str, Any]], header: Header, locale: str) -> tuple[set[int], str]:
    """The columns to mark in a bad row, and its reasons in words."""
    places = {place for problem in problems if (place := _place_of(problem, header)) is not None}
    return places, "; ".join(reason_text(problem, locale) for problem in problems)[:LONGEST_CELL]


def _is_error(problem: dict[str, Any]) -> bool:
    return problem.get("level") != "warning"


def _written(grid: Grid, header: Header, bad: dict[int, list[dict[str, Any]]], locale: str) -> bytes:
    import xlsxwriter  # 300 ms to import, and reading a list does not need it

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**AS_TEXT, "in_memory": True}) as book:
        sheet = book.add_worksheet()
        kept = _columns(header)
        _write_header(book, sheet, [header.titles[place] for place in kept] + [title_of_reasons(locale)])
        plain = book.add_format({"num_format": "@"})
        marked = book.add_format({"num_format": "@", "bg_color": f"#{TO_CORRECT}"})
        for line, (row, problems) in enumerate(bad.items(), start=1):
            wrong, reasons = _told(problems, header, locale)
            for column, (place, words) in enumerate(zip(kept, _kept_words(grid, row, kept), strict=True)):
                sheet.write_string(line, column, words, marked if place in wrong else plain)
            sheet.write_string(line, len(kept), reasons)
    return target.getvalue()


def _kept_words(grid: Grid, row: int, kept: list[int]) -> list[str]:
    """A row's texts in the columns that are kept; a row the file does not have is empty."""
    cells = grid.rows[row - 1] if 0 < row <= len(grid.rows) else []
    return [raw_text(cells[place])[:LONGEST_CELL] if place < len(cells) else "" for place in kept]


def _columns(header: Header) -> list[int]:
    """Every column of the file but an older column of reasons."""
    return [place for place in range(len(header.titles)) if place != header.ignored.get("reason")]


def _write_header(book: Any, sheet: Any, titles: list[str]) -> None:
    style = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title[:LONGEST_CELL], style)
        sheet.set_column(column, column, min(WIDEST, max(12, len(title) + 2)))
    sheet.set_column(len(titles) - 1, len(titles) - 1, 80)
    sheet.freeze_panes(1, 0)


def _place_of(problem: dict[str, Any], header: Header) -> int | None:
    if "place" in problem:
        return int(problem["place"])
    field = problem.get("field")
    if field in header.fields:
        return header.fields[field]
    if field == "name":
        return header.fields.get("surname")
    column = problem.get("column")
    return header.titles.index(column) if column in header.titles else header.fields.get(column or "")
