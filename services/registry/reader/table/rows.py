"""The rows of plan tables gathered into sections and activities,
before anything in their cells is interpreted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from services.registry.reader.office.grid import Cell, Document, Table, distinct
from services.registry.reader.table.headings import (
    Columns,
    heading_again,
    no_plan_because,
    numbers_columns,
    passport_rows,
    plan_columns,
    team_columns,
)
from services.registry.reader.table.pairing import CONTINUES
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.ordinals import WORD, ordinal_in_words
from services.registry.reader.words.wording import flat, tidy

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NTH = r"(?P<n>\d{1,2}(?!\d)|(?:V[IІ]{0,3}|[IІ][VXХ]|[IІ]{1,3}|[XХ])(?!\w))"
NAMED = rf"(?P<n>{WORD})"
CLOSED = r"\s*(?:[.:)\-–—]+\s*|$)(?P<title>.*)$"  # «Первая задача проекта …» is a sentence
TASK_IN_WORDS = re.compile(rf"^{NAMED}\s+(?:задача|міндет){CLOSED}", re.I)
TASK_BEFORE_WORDS = re.compile(rf"^(?:задача|міндет)\s+{NAMED}{CLOSED}", re.I)
TASK = re.compile(rf"^(?:задача|міндет)\s*(?:№\s*)?{NTH}\s*[.:)\-–—]*\s*(?P<title>.*)$", re.I)
TASK_KAZAKH = re.compile(
    rf"^(?:№\s*)?{NTH}\s*-?\s*(?:ші|шы|я|ая)?\s*(?:міндет|задача)\s*[.:)\-–—]*\s*(?P<title>.*)$", re.I
)
TASKS = (TASK, TASK_KAZAKH, TASK_IN_WORDS, TASK_BEFORE_WORDS)
SCALE_NOTE = re.compile(
    r"^\W*(?:(?:единица измерения|ед\. ?изм\w*|өлшем бірлігі|суммы?|сомалар|все суммы)\W*)?"
    r"(?:указан\w+ )?(?:в )?"
    r"(?:тыс|млн|мың|миллион|тысяч)[^\W\d_]*\.?\s*(?:тенге|теңге|тг|₸|kzt)\W*$"
)
NOTE = re.compile(r"^(?:\*|прим(?:ечани[ея])?\b|ескерт(?:у|пе)\b|n\.?b\b|сноск[аи]\b|note\b)", re.I)
TOTAL = re.compile(r"^(?:итого|всего|барлығы|жиыны|жалпы сома)(?!\w)", re.I)


@dataclass
class Block:
    """Parallel lists of one row: names of indicators, planned values, units."""

    row: int
    names: list[str]
    values: list[str]
    units: list[str]


@dataclass
class RawActivity:
    """The cells of one activity, which may run over several rows; the pairs are (text, row)."""

    table: int
    row: int
    text: str
    columns: Columns
    number: str = ""
    blocks: list[Block] = field(default_factory=list)
    periods: list[tuple[str, int]] = field(default_factory=list)
    costs: list[tuple[str, int]] = field(default_factory=list)
    extras: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def place(self) -> Said:
        """Where its first row stands."""
        return row_place(self.table, self.row)


@dataclass(frozen=True)
class RawRow:
    """One row of a plan table with the columns it is read by."""

    table: int
    number: int
    cells: list[Cell | None]
    columns: Columns

    def cell(self, name: str) -> Cell | None:
        """The cell of a column by its meaning."""
        at = self.columns.at.get(name)
        return self.cells[at] if at is not None and at < len(self.cells) else None

    def text(self, name: str) -> str:
        """The text of a column's cell."""
        found = self.cell(name)
        return found.text if found else ""

    def fresh(self, cell: Cell | None) -> bool:
        """Whether a cell says something and begins in this row."""
        return cell is not None and bool(cell.text) and cell.row == self.number

    @property
    def is_total(self) -> bool:
        """Whether it only adds up the rows above."""
        filled = any(map(self.text, ("indicator", "value", "period")))
        return bool(TOTAL.match(self.text("activity"))) and not filled

    @property
    def is_note(self) -> bool:
        """Whether it is nothing but a note under the rows."""
        texts = [cell.text for cell in distinct(self.cells) if self.fresh(cell)]
        return len(texts) == 1 and bool(NOTE.match(texts[0]))

    @property
    def place(self) -> Said:
        """Where it stands."""
        return row_place(self.table, self.number)

    @property
    def said(self) -> str:
        """Its texts, for whoever looks it up in the document."""
        return " | ".join(texts_in(self.cells))


@dataclass
class RawSection:
    """A heading with the activities under it."""

    heading: str
    table: int
    columns: Columns
    activities: list[RawActivity] = field(default_factory=list)


def texts_in(row: list[Cell | None]) -> list[str]:
    """The texts of a row, empty cells left out."""
    return [cell.text for cell in distinct(row) if cell.text]


def task_heading(text: str) -> re.Match[str] | None:
    """ "Задача 1. …" / "1-міндет. …" as a match with `n` and `title`."""
    return next((match for form in TASKS if (match := form.match(text))), None)


def number_of(task: re.Match[str]) -> int:
    """The number of a task's heading; «Задача IV» is the fourth, whichever alphabet its letters are of."""
    if number := ordinal_in_words(task["n"]):
        return number
    written = task["n"].upper().replace("І", "I").replace("Х", "X")
    return ROMAN.index(written) + 1 if written in ROMAN else int(written)


def read_sections(document: Document, notes: Notes) -> tuple[list[RawSection], set[int]]:
    """The sections of every plan table in order, and the numbers of the tables they were in."""
    sections: list[RawSection] = []
    used: set[int] = set()
    paragraphs: list[str] = []
    columns: Columns | None = None
    for block in document.blocks:
        if isinstance(block, str):
            paragraphs.append(block)
            continue
        heading = _heading([line for line in paragraphs if not SCALE_NOTE.match(flat(line))])
        found = plan_columns(block) or _inherited(block, columns, heading, used, notes)
        if found:
            used.add(block.number)
            columns = found = _scaled(found, paragraphs)
            _read_table(block, found, heading, sections, notes)
        paragraphs = []
    note_lost(sections, notes)
    return [section for section in sections if section.activities], used


def note_lost(sections: list[RawSection], notes: Notes) -> None:
    """Say first of all which tasks and plan tables have no activity, and which numbers the tasks skip."""
    lost, filled = Notes(), {section.table for section in sections if section.activities}
    for section in sections:
        task = task_heading(section.heading)
        if not section.activities and (task or section.table not in filled):
            why = (
                say("task_empty", number=number_of(task))
                if task
                else say("section_empty", title=section.heading)
            )
            lost.not_read(say("table", table=section.table), section.heading, why)
    numbers = {number_of(task) for section in sections if (task := task_heading(section.heading))}
    for number in sorted(set(range(1, max(numbers, default=0))) - numbers):
        lost.not_read(say("task", number=number), "", say("task_skipped"))
    notes.unread[:0] = lost.unread


def _scaled(columns: Columns, paragraphs: list[str]) -> Columns:
    """The columns with «(тыс. тенге)» from above the table put to the heading of costs."""
    said = [line for line in paragraphs if SCALE_NOTE.match(flat(line))]
    if not said or "cost" not in columns.titles:
        return columns
    return replace(columns, titles={**columns.titles, "cost": f"{columns.titles['cost']} {said[-1]}"})


def _heading(paragraphs: list[str]) -> str:
    """The heading among the paragraphs before a table: the last «Задача …», else the last one."""
    lines = [line for line in paragraphs if line]
    at = next((index for index in reversed(range(len(lines))) if task_heading(lines[index])), None)
    if at is None:
        return lines[-1] if lines else ""
    match = task_heading(lines[at])
    return " ".join(lines[at : at + 2]) if match and not match["title"] else lines[at]


def _inherited(
    table: Table, columns: Columns | None, heading: str, used: set[int], notes: Notes
) -> Columns | None:
    """A table without a heading row that carries on the plan table right before it."""
    follows = table.number - 1 in used and columns is not None and table.width == columns.width
    if not follows or (heading and not task_heading(heading)) or team_columns(table) or passport_rows(table):
        return None
    notes.doubt(
        say("table", table=table.number),
        " | ".join(table.headings()),
        say("heading_before"),
        say("no_heading"),
    )
    return replace(columns, first=0) if columns else None


def _read_table(
    table: Table, columns: Columns, heading: str, sections: list[RawSection], notes: Notes
) -> None:
    """The rows of a plan table put into sections."""
    if heading or not sections:
        sections.append(RawSection(heading, table.number, columns))
    titles = {flat(title) for title in columns.titles.values()}
    for number, cells in enumerate(table.rows[columns.first :], columns.first + 1):
        row, texts = RawRow(table.number, number, cells, columns), texts_in(cells)
        if {flat(text) for text in texts} <= titles or numbers_columns(texts):
            continue
        if again := heading_again(table, number - 1):
            columns = again
            notes.doubt(row.place, row.said, say("columns_anew"), say("heading_again"))
        elif _is_heading(distinct(cells), texts, columns):
            sections.append(RawSection(texts[0], table.number, columns))
        else:
            _read_row(row, sections[-1], notes)


def _is_heading(cells: list[Cell], texts: list[str], columns: Columns) -> bool:
    """A row across the table, or a lone «Задача …», is a section's heading within one big table."""
    if len(texts) != 1 or NOTE.match(texts[0]):
        return False
    return (len(cells) == 1 and columns.width > 1) or bool(task_heading(texts[0]))


def _read_row(row: RawRow, section: RawSection, notes: Notes) -> None:
    """Put a row into its section's activities; a total and a row without an activity are told."""
    own = row.cell("activity")
    if row.is_total or row.is_note:
        notes.not_read(row.place, row.said, say("total_row" if row.is_total else "note_unread"))
        return
    if own is not None and own.text and own.row >= row.number:  # not merged with the row above
        label = row.text("number")
        section.activities.append(RawActivity(row.table, row.number, own.text, row.columns, label))
        _take_merged(section.activities[-1], row, notes)
    if not section.activities:
        notes.not_read(row.place, row.said, say("row_without_activity"))
        return
    _fill(section.activities[-1], row)


def _take_merged(activity: RawActivity, row: RawRow, notes: Notes) -> None:
    """A period that runs down from the activity above holds for this one too; a sum stays with the first."""
    for name in ("period", "period_end", "value", "cost"):
        cell = row.cell(name)
        if cell is None or not cell.text or cell.row >= row.number:
            continue
        if name == "period":
            activity.periods.append((cell.text, row.number))
        understood = "merged_holds" if name == "period" else "merged_first"
        notes.doubt(row.place, cell.text, say(understood), say("merged_down"))


def _fill(activity: RawActivity, row: RawRow) -> None:
    """Put the other cells of a row to its activity."""
    _add_block(activity, row.number, row.cell("indicator"), row.cell("value"), row.cell("unit"))
    if row.fresh(row.cell("period")) or row.fresh(row.cell("period_end")):
        begun_and_ended = filter(None, map(row.text, ("period", "period_end")))
        activity.periods.append((" - ".join(begun_and_ended), row.number))
    if row.fresh(row.cell("cost")):
        activity.costs.append((row.text("cost"), row.number))
    for at, title in row.columns.extra.items():
        extra = row.cells[at] if at < len(row.cells) else None
        if row.fresh(extra):
            activity.extras.append((title, extra.text if extra else "", row.number))


def _add_block(
    activity: RawActivity, number: int, names: Cell | None, values: Cell | None, units: Cell | None
) -> None:
    """Lists of one row are one block; a cell merged downwards,
    or a sentence torn by a page, keeps two rows together."""
    fresh = [list(cell.lines) if cell and cell.row == number else [] for cell in (names, values, units)]
    if not any(any(lines) for lines in fresh):
        return
    merged = any(cell is not None and cell.row < number for cell in (names, values))
    last = activity.blocks[-1] if activity.blocks else None
    if last and (merged or _torn(last, fresh[0], fresh[1])):
        for lines, more in zip((last.names, last.values, last.units), fresh, strict=True):
            lines += more if merged or any(more) else []
    else:
        activity.blocks.append(Block(number, *fresh))


def _torn(last: Block, names: list[str], values: list[str]) -> bool:
    """Whether a row goes on with the sentence of the row above: a small letter,
    and one of the two rows lacks a value."""
    lacking = not any(values) or sum(map(bool, last.values)) < sum(map(bool, last.names))
    return bool(names and CONTINUES.match(names[0])) and lacking


def table_listing(document: Document) -> list[dict[str, object]]:
    """Every table with its size, its first row's texts and why it is no plan,
    for a refusal that shows what was seen."""
    return [
        {
            "number": table.number,
            "rows": len(table.rows),
            "headings": [tidy(text)[:80] for text in table.headings()],
            "why": say(no_plan_because(table)),
        }
        for table in document.tables
    ]
