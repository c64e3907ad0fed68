"""A file's bytes become a grid of cells, or a refusal that says why not."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum, load_workbook

from shared.limited import Unreadable, check_zip
from shared.office.container import has_password, is_old
from shared.office.seen import Seen, look
from shared.office.wordtables import WordTable, word_tables

Cell = str | float | int | bool | date | datetime | time | timedelta

MAX_BYTES = 32 * 1024 * 1024
MAX_UNPACKED = 160 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
CHUNK = 1024 * 1024

_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|meta)", re.IGNORECASE)
# Only a cell past column Z or past row 99,999 can break the limits, and only one that holds something.
_FAR_CELL = re.compile(rb"\sr\s*=\s*[\"']((?:[A-Za-z]{2,3}[0-9]{1,7})|(?:[A-Za-z][0-9]{6,7}))[\"'][^>]*>")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]"
)
_KZ1048_SIGNS = frozenset("ЌҢќЎўЈҐЄЇєїјґѓЃ")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows[0] is its first row as the user sees it; sheet is None for text;
    `seen` is what it shows besides its values; `above` and, of the last table of a Word file, `below`
    are the paragraphs that stand in no table."""

    rows: list[list[Cell]]
    sheet: str | None = None
    seen: Seen = Seen()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def read_grids(data: bytes, filename: str) -> Iterator[Grid]:
    """Yield the visible sheets of an .xlsx, the tables of a .docx, or the ways in which a text may be cut
    into columns.

    Raises Unreadable: empty_file, too_big, old_xls, encrypted, macros, not_a_table, broken, too_many_rows,
    too_many_columns, unknown_encoding, no_word_table.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("empty_file", filename)
    if len(data) > MAX_BYTES:
        raise Unreadable("too_big", filename, limit_mib=MAX_BYTES // 1024 // 1024)
    if is_old(data):
        raise Unreadable("encrypted" if has_password(data) else "old_xls", filename)
    if data.startswith(_OTHER_KINDS) or _MARKUP.match(data[:200]):
        raise Unreadable("not_a_table", filename)
    if data.startswith(b"PK"):
        check_zip(data, max_unpacked=MAX_UNPACKED)
        return _read_word(data, filename) if is_word(data) else _read_workbook(data, filename)
    return cut_text(_decoded(data, filename))


def hidden_grids(data: bytes) -> Iterator[Grid]:
    """Yield the sheets of an .xlsx that a file hides."""
    if data.startswith(b"PK") and not is_word(data):
        workbook = load_workbook(io.BytesIO(data))
        for sheet in workbook.sheets_metadata:
            if sheet.visible != SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
                yield _sheet(workbook, sheet.name)


def with_seen(grid: Grid, data: bytes) -> Grid:
    """A sheet with what it shows besides its values; a text shows nothing, a table of Word has said it."""
    if grid.sheet is None or is_word(data):
        return grid
    return replace(grid, seen=look(data, grid.sheet))


def cut_text(text: str) -> Iterator[Grid]:
    """Yield the text as columns cut at tabs, semicolons, bars and commas, in this order."""
    first, _, rest = text.partition("\n")
    body = rest if first.strip().casefold() in ("sep=;", "sep=,", "sep=\t") else text
    for delimiter in "\t;|,":
        if delimiter in body:
            yield Grid(_cut(body, delimiter))
    yield Grid(_limited([[line] for line in body.splitlines()]))


def raw_text(cell: object) -> str:
    """Return the cell as a person typed it: whole numbers without ".0",
    dates as dd.mm.yyyy, no control characters."""
    if isinstance(cell, str):
        return cell if cell.isprintable() else _CONTROLS.sub("", cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.strftime("%d.%m.%Y" if cell.time() == time() else "%d.%m.%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    return "" if cell is None else str(cell)


def as_text(cell: object) -> str:
    """Return the cell's text in one line with single spaces, composed letters."""
    return " ".join(unicodedata.normalize("NFC", raw_text(cell)).split())


def letter(place: int) -> str:
    """Return the spreadsheet's letter of a column: 0 → A, 26 → AA."""
    letters = ""
    while place >= 0:
        place, rest = place // 26 - 1, place % 26
        letters = chr(65 + rest) + letters
    return letters


def _read_workbook(data: bytes, filename: str) -> Iterator[Grid]:
    _check_parts(data, filename)
    try:
        workbook = load_workbook(io.BytesIO(data))
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
                yield _sheet(workbook, sheet.name)
    except CalamineError as error:
        raise Unreadable("broken", filename) from error


def is_word(data: bytes) -> bool:
    """Whether a zip is a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.casefold() for name in archive.namelist()]
    return "xl/workbook.xml" not in names and any(name.startswith("word/") for name in names)


def _read_word(data: bytes, filename: str) -> Iterator[Grid]:
    """The tables of a Word file by their number and what stands above them. A table right under another,
    as wide and without words between, is the same list on its next page."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any("vbaproject" in name.casefold() for name in archive.namelist()):
            raise Unreadable("macros", filename)
    joined: list[WordTable] = []
    for table in _filled(word_tables(data, filename)):
        if joined and table.follows_table and table.width == joined[-1].width:
            joined[-1].take(table)
        else:
            joined.append(table)
    if not joined:
        raise Unreadable("no_word_table", filename)
    for number, table in enumerate(joined, start=1):
        _check_size(len(table.rows), table.width, filename)
        rows: list[list[Cell]] = [list(row) for row in table.rows]
        name = f"№ {number} {table.caption}".strip()
        yield Grid(rows, name, table.seen(), tuple(table.above), tuple(table.below))


def _filled(tables: list[WordTable]) -> list[WordTable]:
    """The tables that say something, with the paragraphs beside those that do not."""
    kept: list[WordTable] = []
    loose: list[str] = []
    for table in tables:
        if any(map(any, table.rows)):
            table.above, loose = [*loose, *table.above], []
            kept.append(table)
        else:
            loose += table.above + table.below
    if kept:
        kept[-1].below += loose
    return kept


def _sheet(workbook: CalamineWorkbook, name: str) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.end is None:
        return Grid([], name)
    _check_size(sheet.end[0] + 1, sheet.end[1] + 1, name)
    return Grid(sheet.to_python(skip_empty_area=False), name)


def _check_parts(data: bytes, filename: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name.casefold() for name in archive.namelist()]
        if any("vbaproject" in name or "/macrosheets/" in name for name in names):
            raise Unreadable("macros", filename)
        if "xl/workbook.xml" not in names:
            raise Unreadable("not_a_table", filename)
        for name in archive.namelist():
            if name.casefold().startswith("xl/worksheets/") and name.casefold().endswith(".xml"):
                _check_far_cells(archive, name)


def _check_far_cells(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a sheet whose few cells stand so far apart that a dense table of it would not fit in memory."""
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            for cell in _FAR_CELL.finditer(kept + chunk):
                if not cell[0].endswith(b"/>"):
                    _check_cell(cell[1].decode().upper(), name)
            kept = chunk[-200:]


def _check_cell(cell: str, where: str) -> None:
    letters = cell.rstrip("0123456789")
    column = 0
    for character in letters:
        column = column * 26 + ord(character) - 64
    _check_size(int(cell[len(letters) :]), column, where, cell)


def _check_size(rows: int, columns: int, where: str, cell: str = "") -> None:
    if rows > MAX_ROWS:
        raise Unreadable("too_many_rows", where, limit=MAX_ROWS, cell=cell)
    if columns > MAX_COLUMNS:
        raise Unreadable("too_many_columns", where, limit=MAX_COLUMNS, cell=cell)


def _cut(text: str, delimiter: str) -> list[list[Cell]]:
    """Cut with quotes; where a quote is never closed, take quotes as plain characters instead."""
    csv.field_size_limit(MAX_BYTES)
    try:
        rows: list[list[Cell]] = [*csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)]
    except csv.Error:
        rows = [*csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)]
    return _limited(rows)


def _limited(rows: list[list[Cell]]) -> list[list[Cell]]:
    _check_size(len(rows), max(map(len, rows), default=0), "")
    return rows


def _decoded(data: bytes, filename: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = _decoded_windows(data)
    if (
        "\0" in text
        or sum(character < " " and character not in "\r\n\t\f\v" for character in text[:4000]) > 4
    ):
        raise Unreadable("not_a_table" if encoding == "utf-8-sig" else "unknown_encoding", filename)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded_windows(data: bytes) -> str:
    """Decode as Windows Cyrillic; letters no Kazakh or Russian name has betray the Kazakh code page."""
    text = data.decode("cp1251", errors="replace")
    return data.decode("kz1048", errors="replace") if _KZ1048_SIGNS & set(text) else text


def merged_places(grid: Grid) -> tuple[set[int], set[tuple[int, int]]]:
    """The rows that are one merged cell across three columns or more, which are subtitles,
    and the places that a cell merged down covers."""
    spanned = {top for (top, left), (bottom, right) in grid.seen.merged if top == bottom and right - left > 1}
    covered = {
        (row, column)
        for (top, column), (bottom, _last) in grid.seen.merged
        for row in range(top + 1, bottom + 1)
    }
    return spanned, covered
