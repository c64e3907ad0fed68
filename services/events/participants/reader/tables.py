"""A table of participants: rows that can be taken, and every cell that cannot, with its reason."""

import re
from typing import Any

from services.events.participants.reader.cells import (
    LONGEST_ORGANISATION,
    LONGEST_SETTLEMENT,
    BadCell,
    as_text,
    read_attended,
    read_birth_year,
    read_category,
    read_line,
    read_person_name,
    read_phone,
    read_sex,
)
from services.events.participants.reader.columns import Header, find_header, likely_titles
from services.events.participants.reader.grids import Cell, Grid, letter, read_grids
from shared import clock
from shared.limited import Unreadable

NAME_PARTS = ("surname", "given_name", "patronymic")
LONGEST_SHOWN = 200

_ROLE = re.compile(
    r"^(?:(?:итого|всего|барлығы|жалпы|жиыны|total|басшы|тренер|спикер|секретарь|хатшы|төраға|дата|"
    r"күні|қолы|бекітемін|"
    r"примечани[ея]|ескерту|организатор|ұйымдастырушы|руководитель|жетекші(?:сі)?|координатор(?:ы)?|"
    r"үйлестіруші|"
    r"председатель|составил[аи]?|утвержда\w+|подпис\w+|ответственн\w+|жауапты|signature|signed|"
    r"organi[sz]er|trainer|"
    r"coordinator|prepared by)\b|м\.? ?[по]\.?$)",
    re.IGNORECASE,
)
_RULED = re.compile(r"_{3,}")
_PLACE = re.compile(r"(?:област[ьи]|облысы|район|ауданы|ауылдық округі|сельский округ)$", re.IGNORECASE)


def read_table(data: bytes, filename: str) -> dict[str, Any]:
    """Read a list of participants from .xlsx, .csv (UTF-8, Windows, Excel's Unicode text) or .txt.

    Returns {
      "sheet": name or None, "header_row": 4, "columns": {field: header}, "unknown_columns": [header],
      "rows": [{"row": 5, "name", "sex": "female|male|None", "birth_year",
      "settlement", "category", "organisation",
                "phone": E.164 or None, "attended"}],
      "problems": [{"row", "column", "field", "value", "code", "params", "level": "error|warning"}],
      "repeated": [{"name", "rows": [5, 9]}], "skipped": [{"row", "text"}],
      "refused": [{"row", "texts": {field: as written}}] }.
    Row numbers are those the spreadsheet shows. A row with an error is not in "rows", one with only warnings
    is; "skipped" are signatures, totals and subtitles. A problem of the whole file has row None. Raises
    Unreadable: `unknown_columns` (params: headers), `empty_table`, `only_header`, and those of `read_grids`.
    """
    grid, header, others = choose_grid(data, filename)
    result = somebody(read_rows(grid, header))
    result["problems"] += [_of_file("sheet_not_read", sheet=name) for name in others]
    return result


def somebody(result: dict[str, Any]) -> dict[str, Any]:
    """Refuse a list that is a header and nothing under it; code only_header."""
    if not result["rows"] and not result["refused"] and not result["skipped"]:
        raise Unreadable("only_header", result["sheet"] or "")
    return result


def choose_grid(data: bytes, filename: str) -> tuple[Grid, Header, list[str]]:
    """Return the sheet (or the way to cut the text) with the most recognised columns,
    and other sheets with a list."""
    found: list[tuple[Grid, Header]] = []
    titles: list[str] = []
    for grid in read_grids(data, filename):
        header = find_header(grid.rows)
        if header:
            found.append((grid, header))
        else:
            titles = max(titles, likely_titles(grid.rows), key=len)
    if not found and not titles:
        raise Unreadable("empty_table", filename)
    if not found:
        raise Unreadable(
            "unknown_columns", filename, headers=[title[:LONGEST_SHOWN] for title in titles[:50]]
        )
    best, header = max(found, key=lambda pair: len(pair[1].fields))
    return best, header, [grid.sheet for grid, _ in found if grid.sheet and grid is not best]


def read_rows(grid: Grid, header: Header) -> dict[str, Any]:
    """Read the rows under a header; the result of `read_table`."""
    table = _Table(header)
    for index in range(header.first_row, len(grid.rows)):
        table.read(index + 1, grid.rows[index])
    return {"sheet": grid.sheet, **table.result()}


class _Table:
    """The list as it is being read."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._titles = {field: header.title(field) for field in (*header.fields, "name")}
        self._rows: list[dict[str, Any]] = []
        self._problems: list[dict[str, Any]] = []
        self._skipped: list[dict[str, Any]] = []
        self._refused: list[dict[str, Any]] = []
        self._seen: dict[str, list[dict[str, Any]]] = {}
        self._blank_titles = [place for place, title in enumerate(header.titles) if not title]
        self._untitled: set[int] = set()
        self._this_year = clock.today().year
        self._marked = False
        self._started = False

    def read(self, number: int, cells: list[Cell]) -> None:
        """Read one row: into the rows, the problems, the skipped, or nowhere when it is blank."""
        line = [as_text(cell) for cell in cells] + [""] * (len(self._header.titles) - len(cells))
        texts = {field: line[place] for field, place in self._header.fields.items()}
        if not self._is_data(number, line, texts):
            return
        self._started = True
        beyond = range(len(self._header.titles), len(line))
        self._untitled |= {place for place in (*self._blank_titles, *beyond) if line[place]}
        before = len(self._problems)
        given = {field: cells[place] if line[place] else "" for field, place in self._header.fields.items()}
        row = self._person(number, given, texts)
        if any(problem["level"] == "error" for problem in self._problems[before:]):
            self._refused.append({"row": number, "texts": texts | {"name": self._name_text(texts)}})
            return
        self._compare(row)
        self._rows.append(row)

    def result(self) -> dict[str, Any]:
        """Return what `read_table` returns, without the sheet."""
        header = self._header
        if "attended" in header.fields and self._rows and not self._marked:
            self._problems.append(_of_file("attended_column_empty", column=self._titles["attended"]))
        repeated = [
            {"name": rows[0]["name"], "rows": [row["row"] for row in rows]}
            for rows in self._seen.values()
            if len(rows) > 1
        ]
        known = {*header.fields.values(), *header.ignored.values()}
        unknown = [
            *(header.titles[place][:LONGEST_SHOWN] for place in header.unknown),
            *map(letter, sorted(self._untitled - known)),
        ]
        return {
            "header_row": header.first_row,
            "columns": {field: self._titles[field] for field in header.fields},
            "unknown_columns": unknown,
            "rows": self._rows,
            "problems": self._problems,
            "repeated": repeated,
            "skipped": self._skipped,
            "refused": self._refused,
        }

    def _is_data(self, number: int, line: list[str], texts: dict[str, str]) -> bool:
        filled = [text for text in line if text]
        if not filled or (not any(texts.values()) and all(text.isdigit() for text in filled)):
            return False
        if not self._started and _is_numbering(filled):
            return False
        if self._is_note(line, texts, filled):
            self._skipped.append({"row": number, "text": " | ".join(filled)[:LONGEST_SHOWN]})
            return False
        return True

    def _is_note(self, line: list[str], texts: dict[str, str], filled: list[str]) -> bool:
        """Signatures, totals, subtitles between the rows,
        and a header that is printed again on every page."""
        if any(texts.get(field) and texts[field] == self._titles[field] for field in ("name", "surname")):
            return True
        if len(filled) <= 3 and (_ROLE.match(filled[0]) or any(_RULED.search(text) for text in filled)):
            return True
        if len(filled) == 1 and _PLACE.search(filled[0]):
            return True
        if self._name_text(texts):
            return False
        place = self._header.ignored.get("number")
        number = "" if place is None else line[place]
        return not any(texts.values()) or (len(number) > 3 and not number.isdigit())

    def _name_text(self, texts: dict[str, str]) -> str:
        if "name" in texts:
            return texts["name"]
        return " ".join(texts[part] for part in NAME_PARTS if texts.get(part))

    def _person(self, number: int, given: dict[str, Cell], texts: dict[str, str]) -> dict[str, Any]:
        def read(field: str, reader: Any, *arguments: Any) -> Any:
            try:
                return reader(*arguments)
            except BadCell as bad:
                self._add(number, field, texts.get(field, name), bad.code, bad.params, "error")
                return None

        def note(field: str) -> Any:
            return lambda code, **params: self._add(
                number, field, texts.get(field, name), code, params, "warning"
            )

        name = self._name_text(texts)
        if "attended" in given:
            self._marked = self._marked or bool(texts["attended"])
        return {
            "row": number,
            "name": read("name", _read_name, name, note("name")),
            "sex": read("sex", read_sex, texts.get("sex", "")),
            "birth_year": read("birth_year", read_birth_year, given.get("birth_year", ""), self._this_year),
            "settlement": read("settlement", read_line, texts.get("settlement", ""), LONGEST_SETTLEMENT),
            "category": read("category", read_category, texts.get("category", ""), note("category")),
            "organisation": read(
                "organisation", read_line, texts.get("organisation", ""), LONGEST_ORGANISATION
            ),
            "phone": read("phone", read_phone, given.get("phone", ""), note("phone")),
            "attended": read("attended", read_attended, given.get("attended", True)),
        }

    def _compare(self, row: dict[str, Any]) -> None:
        """Warn when the same person stands above: the same name,
        and neither year nor phone says otherwise."""
        key = re.sub(r"\W+", " ", row["name"].casefold().replace("ё", "е")).strip()
        while key in self._seen and not _may_be_one(self._seen[key][0], row):
            key += "+"
        above = self._seen.setdefault(key, [])
        if above:
            self._add(row["row"], "name", row["name"], "repeated", {"first": above[0]["row"]}, "warning")
        above.append(row)

    def _add(self, row: int, field: str, value: str, code: str, params: dict[str, Any], level: str) -> None:
        column = self._titles.get(field) or self._titles["name"]
        self._problems.append(
            {
                "row": row,
                "column": column,
                "field": field,
                "value": value[:LONGEST_SHOWN],
                "code": code,
                "params": params,
                "level": level,
            }
        )


def _read_name(name: str, note: Any) -> str:
    if not name:
        raise BadCell("name_empty")
    return read_person_name(name, note)


def _may_be_one(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return all(
        not left[field] or not right[field] or left[field] == right[field]
        for field in ("birth_year", "phone")
    )


def _is_numbering(filled: list[str]) -> bool:
    """The row "1 2 3 4 5" that forms print under their header."""
    return len(filled) > 1 and filled == [str(place) for place in range(1, len(filled) + 1)]


def _of_file(code: str, column: str | None = None, **params: Any) -> dict[str, Any]:
    return {
        "row": None,
        "column": column,
        "field": None,
        "value": "",
        "code": code,
        "params": params,
        "level": "warning",
    }
