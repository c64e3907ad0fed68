"""What every sheet of a workbook needs: formats, A4 sheets, texts, figures, head rows and heights."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from services.reports.documents.programme_report.printed import Content
from services.reports.documents.snapshot import Number
from shared.office.sheets import cell_text

LINE_HEIGHT, FOOTER_LENGTH, A4 = 13, 180, 9
PLAIN = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True}
HEAD = {"bold": True, "font_size": 8, "font_color": "#ffffff", "valign": "vcenter"}


class Book:
    """The workbook being written: the content and the formats it needs."""

    def __init__(self, book: Any, content: Content) -> None:
        self.book, self.content, self.labels = book, content, content.labels
        self._formats: dict[tuple[Any, ...], Any] = {}

    def style(self, **properties: Any) -> Any:
        """A cell format, made once for each set of properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**PLAIN, **properties})
        return self._formats[key]

    def sheet(self, name: str, widths: Sequence[float], *, wide: bool = True) -> Sheet:
        """An A4 sheet that fits its page in width, with the report's number
        and page numbers in the footer."""
        made = self.book.add_worksheet(self.labels["sheets"][name])
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        self._on_paper(made, wide)
        made.set_footer(f"&L&8{self._named()}&R&8{self._paged()}")
        return Sheet(self, made)

    def _on_paper(self, made: Any, wide: bool) -> None:
        made.set_paper(A4)
        if wide:
            made.set_landscape()
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.75)
        made.hide_gridlines(2)

    def _named(self) -> str:
        """Which report and which data, for the footer; an ampersand is a command there."""
        named = f"{self.content.titled} · {self.content.snapshot_short}"
        return named.replace("&", "&&")[:FOOTER_LENGTH]

    def _paged(self) -> str:
        labels = self.labels
        return f"{labels['page_before']}&P{labels['page_between']}&N{labels['page_after']}"


class Sheet:
    """One sheet being written; `made` is the sheet of the library."""

    def __init__(self, book: Book, made: Any) -> None:
        self.book, self.made, self.style = book, made, book.style

    def text(self, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text as text, whatever it looks like."""
        self.made.write_string(row, column, cell_text(text), self.style(**properties))

    def figure(
        self,
        row: int,
        column: int,
        value: Number,
        absent: str = "—",
        *,
        after: str = "",
        signed: bool = False,
        **properties: Any,
    ) -> None:
        """Write an exact number, with a sign or a word after it if asked;
        `absent` stands where there is none."""
        if value is None:
            self.text(row, column, absent, align="right", **properties)
            return
        exact = Decimal(value)
        shown = {"num_format": number_format(exact, after, signed)} | properties
        self.made.write_number(row, column, exact, self.style(align="right", **shown))

    def head(self, row: int, titles: Sequence[str], figures: range) -> None:
        """A head row on the accent; the columns of `figures` stand to the right, days in the middle."""
        accent = self.book.content.brand.accent
        for column, title in enumerate(titles):
            align = "right" if column in figures else self._aligned(title)
            self.text(row, column, title, **HEAD, bg_color=accent, align=align)
        self.made.set_row(row, 24)

    def _aligned(self, title: str) -> str:
        return "center" if title == self.book.labels["due"] else "left"

    def title(self, text: str) -> None:
        """The first row."""
        self.text(0, 0, text, bold=True, font_size=13, text_wrap=False)
        self.made.set_row(0, 24)

    def fit(self, row: int, *texts: tuple[str, float]) -> None:
        """Make a row as high as its texts need in columns of so many characters;
        a wrapped row does not grow by itself."""
        self.made.set_row(row, LINE_HEIGHT * max(lines(text, wide) for text, wide in texts))

    def across(self, row: int, first: int, last: int, **properties: Any) -> None:
        """Make one cell of several."""
        self.made.merge_range(row, first, row, last, "", self.style(**properties))


def number_format(value: Decimal, after: str, signed: bool) -> str:
    """How Excel shows a number: whole or with two decimals, with its sign or a word after it."""
    digits = "#,##0" if value == value.to_integral_value() else "#,##0.##"
    if signed:
        return f"+{digits};-{digits};0"
    return digits + (f'" {after}"' if after else "")


def money_format(amount: Decimal) -> str:
    """How Excel shows tenge: tiyn only where there are any, then both figures of them."""
    return "#,##0" if amount == amount.to_integral_value() else "#,##0.00"


def lines(text: str, wide: float) -> int:
    """The lines a text takes in a column of so many characters."""
    return sum(int(len(line) / wide) + 1 for line in text.split("\n"))
