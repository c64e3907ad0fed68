"""The sheet of the regional funds, a table a contest."""

from __future__ import annotations

from services.reports.documents.programme_report.book import Book, Sheet, money_format
from services.reports.documents.programme_report.money import AMOUNTS
from services.reports.documents.programme_report.printed import FundRow, Funds
from services.reports.documents.programme_report.sheets.looks import MUTED

WIDTHS = (40, *[17] * 5)


def write_funds(book: Book) -> None:
    """The tables one below the other."""
    sheet, row = book.sheet("funds", WIDTHS), 1
    sheet.title(book.labels["funds"])
    for part in book.content.funds:
        row = contest(sheet, row, part)
    sheet.text(row, 0, book.labels["tenge"], font_color=MUTED)


def contest(sheet: Sheet, row: int, part: Funds) -> int:
    """The funds of a contest and their sum; the row after them and a blank one."""
    labels = sheet.book.labels
    sheet.text(row, 0, part.contest, text_wrap=False)
    sheet.head(row + 1, [labels["region"], *(labels[key] for key in AMOUNTS)], range(1, 6))
    for place, item in enumerate(part.rows, row + 2):
        fund(sheet, place, item, bold=False, top=0)
    fund(sheet, row + 2 + len(part.rows), part.whole, bold=True, top=1)
    return row + len(part.rows) + 4


def fund(sheet: Sheet, row: int, item: FundRow, bold: bool, top: int) -> None:
    """The money of a region, or the sum in bold under a line."""
    sheet.text(row, 0, item.region or "", bold=bold, top=top)
    for column, key in enumerate(AMOUNTS, 1):
        amount = item.figures[key]
        sheet.figure(row, column, amount, num_format=money_format(amount), bold=bold, top=top)
