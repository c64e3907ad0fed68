"""A sheet of a long list: its lines are written from the first to the last, each at once and none kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from shared.clock import ZONE, Month
from shared.office.sheets import cell_text

WORDS = 4096  # the words of codes come in every line
# words break into lines and never run under their neighbour; a year is a number, an amount a Decimal;
# a day is the number Excel counts by, so that it sorts and filters it as a day
LOOKS = {
    "words": {"text_wrap": True, "valign": "top"},
    "number": {"valign": "top"},
    "amount": {"num_format": 3, "valign": "top"},  # 29 364 470, as Excel's own language writes it
    "part": {"num_format": 4, "valign": "top"},  # 1 250,50
    "day": {"num_format": "dd.mm.yyyy", "valign": "top"},
    "month": {"num_format": "mm.yyyy", "valign": "top"},
    "moment": {"num_format": "dd.mm.yyyy hh:mm", "valign": "top"},
}
ZERO, SECONDS = date(1899, 12, 30).toordinal(), 24 * 60 * 60  # of the days Excel counts
FIRST = 1901  # the year from which it counts them rightly


def look_of(value: Any) -> str:
    """The look of a cell."""
    if isinstance(value, Decimal):
        return "amount" if value == value.to_integral_value() else "part"
    if isinstance(value, date):
        return kind_of(value)
    return "number" if isinstance(value, int) else "words"


def kind_of(day: date) -> str:
    """Whether a day is one, a moment or a month."""
    if isinstance(day, datetime):
        return "moment"
    return "month" if isinstance(day, Month) else "day"


@lru_cache(maxsize=WORDS)
def counted(day: date) -> Any:
    """A day or moment as Excel counts it, by the programme's clock."""
    if not isinstance(day, datetime):
        return day.toordinal() - ZERO
    here = day.astimezone(ZONE)
    return here.toordinal() - ZERO + (here.hour * 3600 + here.minute * 60 + here.second) / SECONDS


class LongSheet(Worksheet):
    """The sheet of a streamed workbook, with lines of cells that are numbers, days, words or nothing.

    The library takes a call, a tuple and a search for a format for every cell, five times what writing it
    costs, and takes words that begin and end as its own markup for markup.
    """

    fh: Any
    dim_rowmax: Any

    def __init__(self) -> None:
        super().__init__()
        self.looks: dict[str, Any] = {}  # see LOOKS
        self.letters = lru_cache(maxsize=None)(xl_col_to_name)
        self.words = lru_cache(maxsize=WORDS)(self.in_xml)

    def add_line(self, line: int, values: Iterable[Any]) -> None:
        """Write the cells of a line: a number as a number, a day as a day, anything else as text, what is not
        known stays empty. Lines come in their order, below a head that was written cell by cell."""
        self._write_single_row(line)  # the head, once
        cells = [cell for place, value in enumerate(values) if (cell := self.cell(line, place, value))]
        self.fh.write(f'<row r="{line + 1}">{"".join(cells)}</row>')
        self.dim_rowmax = line

    def cell(self, line: int, place: int, value: Any) -> str:
        """One cell as it stands in the file; nothing for what is not known."""
        begins = f'<c r="{self.letters(place)}{line + 1}" s="{self.look(look_of(value))}"'
        if isinstance(value, int | Decimal):
            return f"{begins}><v>{value:.16G}</v></c>"
        if isinstance(value, date) and value.year >= FIRST:
            return f"{begins}><v>{counted(value):.16G}</v></c>"
        if not value:
            return ""
        return f'{begins} t="inlineStr">{self.words(str(value))}</c>'

    def look(self, name: str) -> int:
        """The number a look has in the book."""
        found: int = self.looks[name]._get_xf_index()
        return found

    def in_xml(self, words: str) -> str:
        """Words as they stand in a cell."""
        text = self._escape_data(self._escape_control_characters(cell_text(words)))
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return f"<is><t{space}>{text}</t></is>"
