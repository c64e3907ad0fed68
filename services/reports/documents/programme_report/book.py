"""What every sheet of a workbook needs: formats, A4 sheets, texts, figures, head rows and heights."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shared.office.sheets import cell_text

LINE_HEIGHT = 13


class Sheets:
    """The workbook being written: the content and the formats it needs."""

    def __init__(self, book: Any, content: dict[str, Any]) -> None:
        self.book, self.content, self.labels = book, content, content["labels"]
        self._formats: dict[tuple[Any, ...], Any] = {}

    def style(self, **properties: Any) -> Any:
        """A cell format, made once for each set of properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True}
            self._formats[key] = self.book.add_format({**base, **properties})
        return self._formats[key]

    def sheet(self, name: str, widths: list[float], *, wide: bool = True) -> Any:
        """An A4 sheet that fits its page in width, with the report's number
        and page numbers in the footer."""
        sheet = self.book.add_worksheet(self.labels["sheets"][name])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)
        if wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.75)
        sheet.hide_gridlines(2)
        titled = f"{self.content['titled']} · {self.content['snapshot_short']}".replace("&", "&&")[:180]
        page = f"{self.labels['page_before']}&P{self.labels['page_between']}&N{self.labels['page_after']}"
        sheet.set_footer(f"&L&8{titled}&R&8{page}")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str, **properties: Any) -> None:
        """Write a text as text, whatever it looks like."""
        sheet.write_string(row, column, cell_text(text), self.style(**properties))

    def figure(
        self,
        sheet: Any,
        row: int,
        column: int,
        value: int | str | None,
        absent: str = "—",
        *,
        after: str = "",
        signed: bool = False,
        **properties: Any,
    ) -> None:
        """Write an exact number, with a sign or a word after it if asked;
        `absent` stands where there is none."""
        if value is None:
            self.text(sheet, row, column, absent, align="right", **properties)
            return
        exact = Decimal(value)
        digits = "#,##0" if exact == exact.to_integral_value() else "#,##0.##"
        shown = f"+{digits};-{digits};0" if signed else digits + (f'" {after}"' if after else "")
        sheet.write_number(
            row, column, exact, self.style(align="right", **{"num_format": shown} | properties)
        )

    def head(self, sheet: Any, row: int, titles: list[str], figures: range) -> None:
        """A head row on the accent; the columns of `figures` stand to the right, days in the middle."""
        for column, title in enumerate(titles):
            align = "right" if column in figures else "center" if title == self.labels["due"] else "left"
            self.text(
                sheet,
                row,
                column,
                title,
                bold=True,
                font_size=8,
                font_color="#ffffff",
                valign="vcenter",
                bg_color=self.content["brand"]["accent"],
                align=align,
            )
        sheet.set_row(row, 24)

    def height(self, *texts: tuple[str, float]) -> int:
        """Points a row needs for texts in columns of so many characters;
        a wrapped row does not grow by itself."""
        return LINE_HEIGHT * max(
            sum(int(len(line) / wide) + 1 for line in text.split("\n")) for text, wide in texts
        )

    def title(self, sheet: Any, text: str) -> None:
        self.text(sheet, 0, 0, text, bold=True, font_size=13, text_wrap=False)
        sheet.set_row(0, 24)
