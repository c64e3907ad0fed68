"""Rows of a sheet become people, each cell that cannot be taken with its reason."""

from collections.abc import Callable
from typing import Any

from services.events.participants.reader import hints, notes
from services.events.participants.reader.cells import (
    LONGEST_ORGANISATION,
    LONGEST_SETTLEMENT,
    BadCell,
    is_cross,
    read_age,
    read_attended,
    read_birth_year,
    read_category,
    read_phone,
    read_sex,
    read_words,
)
from services.events.participants.reader.columns import EXTRA, Header, is_heading, key_of
from services.events.participants.reader.lower import crossed, is_another_heading, under_heading
from services.events.participants.reader.names import name_text, read_name, without_position
from services.events.participants.reader.namesakes import Namesakes
from services.events.participants.reader.remarks import remarks_of
from services.events.participants.reader.shape import Layout, meanings_of, place_of_names
from services.events.participants.reader.sheets import LONGEST_SHOWN, Said
from shared import clock
from shared.office.grids import Cell, Grid, as_text, letter, merged_places

LINES = {"settlement": LONGEST_SETTLEMENT, "organisation": LONGEST_ORGANISATION}
NAMES_SEEN = 50  # of a list, to tell how people are called
REMARKS = ("category", "phone", "age")
Row = dict[str, Any]


class Table:
    """The list as it is being read; several lists may stand side by side."""

    def __init__(self, grid: Grid, layout: Layout, said: Said) -> None:
        self._grid, self._layout, self._said = grid, layout, said
        self._rows: list[Row] = []
        self._problems: list[Row] = []
        self._skipped: list[Row] = []
        self._refused: list[Row] = []
        self._namesakes = Namesakes()
        self._untitled: set[int] = set()
        self._this_year = clock.today().year
        self._on_year = said.year or self._this_year
        self._everybody = bool(said.everybody)
        self._marked = self._started = self._under_absent = False
        self._other_heading: int | None = None
        self._heading: Header | None = None
        self._crossed = crossed(grid, layout)
        self._spanned, self._covered = merged_places(grid)

    def read(self, number: int, cells: list[Cell]) -> None:
        """Read one row: into the rows, the problems, the skipped, or nowhere when it is blank."""
        if self._said.only and number not in self._said.take:
            return
        width = max(len(self._layout.titles), len(self._heading.titles) if self._heading else 0)
        line = [as_text(cell) for cell in cells] + [""] * (width - len(cells))
        for header in [self._heading] if self._heading else self._layout.lists:
            first, last = header.span or (0, len(line))
            whole = [text if first <= place < last else "" for place, text in enumerate(line)]
            self._read_in(header, number, cells, whole)

    def read_outside(self, number: int, text: str, why: str) -> None:
        """Hand back a text outside of the list, or read it as a person where somebody said so; that all
        of the list came says nothing of him."""
        first = self._layout.lists[0]
        self._everybody = self._under_absent = False
        self._other_heading = None
        if number in self._said.take:
            cells: list[Cell] = [""] * len(self._layout.titles)
            cells[place_of_names(first)] = text
            self._read_in(first, number, cells, [as_text(cell) for cell in cells])
        elif not self._said.only:
            self._skipped.append({"row": number, "text": text[:LONGEST_SHOWN], "why": why})

    def _read_in(self, header: Header, number: int, cells: list[Cell], line: list[str]) -> None:
        texts = {field: line[place] for field, place in header.fields.items()}
        if not self._is_data(header, number, line, texts):
            return
        self._started = True
        self._note_untitled(line)
        before = len(self._problems)
        self._hand_back_marks(header, number, line)
        row = self._person(header, number, *_given(header, cells, line), texts)
        self._say_shown(header, number)
        if any(problem["level"] == "error" for problem in self._problems[before:]):
            self._refused.append({"row": number, "texts": texts | {"name": name_text(texts)}})
        else:
            self._compare(header, row)

    def _hand_back_marks(self, header: Header, number: int, line: list[str]) -> None:
        """Hand back a cross where it may be a no, and a mark that is struck out."""
        struck = self._grid.seen.struck
        for place in sorted({*header.days, header.fields.get("attended", -1)} - {-1}):
            crossed = place in self._crossed and is_cross(line[place])
            if not line[place] or not (crossed or (number - 1, place) in struck):
                continue
            self._add(header, number, "attended", line[place], "attended_unknown", {}, "error")

    def _note_untitled(self, line: list[str]) -> None:
        """Keep the columns that say something without a title."""
        titles = self._layout.titles
        self._untitled |= {
            place for place, text in enumerate(line) if text and (place >= len(titles) or not titles[place])
        }

    def result(self) -> Row:
        """Return what `read_table` returns, without the sheet."""
        first = self._layout.lists[0]
        return {
            "header_row": self._layout.first_row,
            "columns": {field: first.title(field) for field in first.fields},
            "unknown_columns": self._unknown_columns(),
            "rows": self._rows,
            "problems": [*self._problems, *self._nobody_marked(), *self._hidden()],
            "repeated": [
                {"name": rows[0]["name"], "rows": [row["row"] for row in rows]}
                for rows in self._namesakes.repeated()
            ],
            "skipped": self._skipped,
            "refused": self._refused,
            "attendance": self._attendance(),
        }

    def _nobody_marked(self) -> list[Row]:
        """Say that a column of attendance is empty, so that nobody came."""
        if not self._layout.marked or not self._rows or self._marked:
            return []
        empty = next(each for each in self._layout.lists if "attended" in each.fields or each.days)
        days = ", ".join(empty.days.values())
        return [of_file("attended_column_empty", column=days or empty.title("attended"))]

    def _unknown_columns(self) -> list[str]:
        known = {
            place
            for each in self._layout.lists
            for place in (*each.fields.values(), *each.ignored.values(), *each.days)
        }
        titled = (self._layout.titles[place][:LONGEST_SHOWN] for place in self._layout.unknown)
        return [*titled, *map(letter, sorted(self._untitled - known))]

    def _attendance(self) -> str:
        """How it was told who came: by cells, by days, or everybody or nobody by the word of a person."""
        if any(each.days for each in self._layout.lists):
            return "days"
        if self._layout.marked:
            return "cells"
        return {None: "unsaid", False: "nobody", True: "everybody"}[self._said.everybody]

    def _hidden(self) -> list[Row]:
        """Say which rows and columns of the list the file hides."""
        seen = self._grid.seen
        rows = sorted(row["row"] for row in self._rows if row["row"] - 1 in seen.hidden_rows)
        known = {place for each in self._layout.lists for place in (*each.fields.values(), *each.days)}
        columns = [letter(place) for place in sorted(seen.hidden_columns & known)]
        told = [of_file("rows_hidden", rows=", ".join(map(str, rows[:30])))] if rows else []
        return told + ([of_file("columns_hidden", columns=", ".join(columns))] if columns else [])

    def _is_data(self, header: Header, number: int, line: list[str], texts: dict[str, str]) -> bool:
        filled = [text for text in line if text]
        if not filled or (not any(texts.values()) and all(text.isdigit() for text in filled)):
            return False
        if number in self._said.take:
            return True
        if not self._started and notes.is_numbering(filled):
            return False
        why = self._caption(header, number, line, filled) or self._why_note(
            header, number, line, texts, filled
        )
        if why:
            self._skipped.append({"row": number, "text": " | ".join(filled)[:LONGEST_SHOWN], "why": why})
        return not why

    def _caption(self, header: Header, number: int, line: list[str], filled: list[str]) -> str | None:
        """Whether a row heads those below it: who was absent or came, or another heading of columns."""
        first = self._layout.lists[0]
        if self._started and is_another_heading(line, first):
            same = all(
                meanings_of(first).get(place) == name for place, name in (is_heading(line) or {}).items()
            )
            self._under_absent, self._heading = False, None
            self._other_heading = None if same and is_heading(line) else self._begin(number)
            return notes.HEADER
        came = notes.caption_of([text for text in filled if not text.isdigit()])
        if came is not None:
            self._under_absent = not came
        return None if came is None else notes.CAPTION

    def _begin(self, number: int) -> int | None:
        """Read the rows below another heading by it, and say so; its row where they are handed back."""
        layout = under_heading(self._grid, number - 1, self._layout)
        if layout is None:
            return number
        self._heading = layout.lists[0]
        self._problems.append(of_file("heading_again", heading=number))
        return None

    def _why_note(
        self, header: Header, number: int, line: list[str], texts: dict[str, str], filled: list[str]
    ) -> str | None:
        """Why a row is no person: a header printed again, a signature, a total, a subtitle, struck out."""
        if any(texts.get(field) and texts[field] == header.title(field) for field in ("name", "surname")):
            return notes.HEADER
        if why := notes.why_note(filled):
            return why
        said = [text for text in filled if not text.isdigit()]
        if notes.is_subtitle(said) or number - 1 in self._spanned or self._heads(header, number, filled):
            return notes.NOTE
        if why := self._not_shown(header, number):
            return why
        if self._was_at_work(header, line) or notes.ran_it(notes.role_after(name_text(texts))):
            return notes.ROLE
        return None if name_text(texts) else self._nameless(header, line, texts)

    def _heads(self, header: Header, number: int, filled: list[str]) -> bool:
        """Whether a lone text heads what is below it: one word where people have more and say
        more, or whatever stands right above another heading."""
        if len(filled) > 1 or len(self._layout.lists) > 1 or filled[0].isdigit():
            return False
        below = [as_text(cell) for cell in self._grid.rows[number]] if number < len(self._grid.rows) else []
        word = len(header.fields) > 1 and len(filled[0].split()) == 1 and self._full_names(header)
        return word or (self._started and is_another_heading(below, header))

    def _full_names(self, header: Header) -> bool:
        """Whether people are called by more than one word."""
        below = self._grid.rows[header.first_row : header.first_row + NAMES_SEEN]
        return hints.several_words(hints.texts_of(below, place_of_names(header)))

    def _nameless(self, header: Header, line: list[str], texts: dict[str, str]) -> str | None:
        """Whether a row without a name says nothing of a person, or only under the numbers."""
        place = header.ignored.get("number")
        text = "" if place is None else line[place]
        return notes.NOTE if not any(texts.values()) or (len(text) > 3 and not text.isdigit()) else None

    def _was_at_work(self, header: Header, line: list[str]) -> bool:
        """Whether a column of roles says that somebody ran the gathering."""
        return any(
            notes.is_at_work(text) or (hints.of_role_here(key_of(title)) and notes.worked_there(text))
            for title, text in zip(header.titles, line, strict=False)
            if text and hints.of_role(key_of(title))
        )

    def _not_shown(self, header: Header, number: int) -> str | None:
        """Whether the name of a row is struck out, or nobody sees it."""
        seen, at = self._grid.seen, (number - 1, place_of_names(header))
        return notes.STRUCK if at in seen.struck else notes.UNSEEN if at in seen.unseen else None

    def _person(
        self,
        header: Header,
        number: int,
        given: dict[str, Cell],
        days: dict[str, Cell],
        texts: dict[str, str],
    ) -> Row:
        read, note = self._readers(header, number, texts)
        whole, raw = without_position(header.title("name"), texts, given.get("name", ""), note("name"))
        plain, said = notes.without_mark(whole)
        name = self._bare_name(header, number, plain, note("name"))
        row = {
            "row": number,
            "name": read("name", read_name, name, raw, note("name")),
            "sex": read("sex", read_sex, texts.get("sex", "")),
            "birth_year": self._year(given, read, note),
            **_about(texts, given, read, note),
            **_asked_besides(texts),
        }
        unmarked = not given.get("attended") and not any(days.values())
        return row | self._as_noted(self._came(given, days, read), said, unmarked, note("name"))

    def _bare_name(self, header: Header, number: int, name: str, note: Callable[..., None]) -> str:
        """The name without a role before it; under another heading than the first it is handed back."""
        role, bare = notes.without_role(name)
        if self._other_heading:
            told = {"heading": self._other_heading}
            self._add(header, number, "name", bare, "other_heading", told, "error")
        if role:
            note("role_before_name", role=role)
        return bare

    def _as_noted(self, came: Row, said: bool | None, unmarked: bool, note: Callable[..., None]) -> Row:
        """What the mark beside the name and the caption above the row say of attendance, noted."""
        if said is False or self._under_absent:
            note("absent_by_name" if said is False else "absent_by_caption")
            return came | {"attended": False, **({"days": {}} if "days" in came else {})}
        return came | {"attended": True} if said and unmarked else came

    def _readers(self, header: Header, number: int, texts: dict[str, str]) -> tuple[Any, Any]:
        """How a cell is read, and how a remark beside it is noted."""
        name = name_text(texts)

        def read(field: str, reader: Callable[..., Any], *arguments: Any) -> Any:
            try:
                return reader(*arguments)
            except BadCell as bad:
                level = "warning" if field in REMARKS else "error"
                self._add(header, number, field, texts.get(field, name), bad.code, bad.params, level)
                return None

        def note(field: str) -> Callable[..., None]:
            return lambda code, **params: self._add(
                header, number, field, texts.get(field, name), code, params, "warning"
            )

        return read, note

    def _year(self, given: dict[str, Cell], read: Callable[..., Any], note: Callable[..., Any]) -> int | None:
        """The year of birth as written, else as the age tells it."""
        written = given.get("birth_year", "")
        year = read("birth_year", read_birth_year, written, self._this_year, note("birth_year"))
        if year is not None or "age" not in given:
            return year
        return read("age", read_age, given["age"], self._on_year, note("age"))

    def _came(self, given: dict[str, Cell], days: dict[str, Cell], read: Callable[..., Any]) -> Row:
        """Whether the person came: by its mark, on any of the days, else as somebody said of all."""
        if not days:
            self._marked = self._marked or bool(given.get("attended"))
            return {"attended": read("attended", read_attended, given.get("attended", self._everybody))}
        self._marked = self._marked or any(days.values())
        marks = {title: read("attended", read_attended, cell) for title, cell in days.items()}
        return {"attended": any(marks.values()), "days": {title: bool(mark) for title, mark in marks.items()}}

    def _say_shown(self, header: Header, number: int) -> None:
        """Say what the sheet shows of the row's cells besides their values."""
        for field, value, code, level in remarks_of(header, number - 1, self._grid.seen, self._covered):
            self._add(header, number, field, value, code, {}, level)

    def _compare(self, header: Header, row: Row) -> None:
        """Take the row; warn when the same person stands above: the same name,
        and neither year nor phone says otherwise."""
        if above := self._namesakes.take(row):
            first = {"first": above["row"]}
            self._add(header, row["row"], "name", row["name"], "repeated", first, "warning")
        self._rows.append(row)

    def _add(
        self, header: Header, row: int, field: str, value: str, code: str, params: Row, level: str
    ) -> None:
        problem = {
            "row": row,
            "column": header.title(field),
            "field": field,
            "value": value[:LONGEST_SHOWN],
            "code": code,
            "params": params,
            "level": level,
        }
        if header.span and header.span[0]:
            problem["place"] = header.fields.get(field, header.span[0])
        self._problems.append(problem)


def _about(
    texts: dict[str, str], given: dict[str, Cell], read: Callable[..., Any], note: Callable[..., Any]
) -> Row:
    """What a row says of a person besides name, sex and year."""
    lines = {
        name: read(name, read_words, texts.get(name, ""), longest, note(name))
        for name, longest in LINES.items()
    }
    return lines | {
        "category": read("category", read_category, texts.get("category", ""), note("category")),
        "phone": read("phone", read_phone, given.get("phone", ""), note("phone")),
    }


def _asked_besides(texts: dict[str, str]) -> Row:
    """What a row answers to the questions of the region, as it is written."""
    said = {
        field.removeprefix(EXTRA): text for field, text in texts.items() if field.startswith(EXTRA) and text
    }
    return {"extra": said} if said else {}


def of_file(code: str, column: str | None = None, **params: Any) -> Row:
    """A remark about the whole file."""
    return {
        "row": None,
        "column": column,
        "field": None,
        "value": "",
        "code": code,
        "params": params,
        "level": "warning",
    }


def _given(header: Header, cells: list[Cell], line: list[str]) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """The cells of a row as they stand in the file, by their fields and by their days."""
    fields = {field: cells[place] if line[place] else "" for field, place in header.fields.items()}
    return fields, {title: cells[place] if line[place] else "" for place, title in header.days.items()}
