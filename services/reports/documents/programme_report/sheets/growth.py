"""The sheet of participants month by month, with its chart."""

from __future__ import annotations

from typing import Any

from services.reports.documents.programme_report.book import Book, Sheet
from services.reports.pictures import Month

WIDTHS = (20, 12, 12, 4, 90)
CHART_SIZE = {"width": 640, "height": 320}
GRID = {"visible": True, "line": {"color": "#e4e1d9"}}
PLAN_COLOUR = "#525c57"


def write_growth(book: Book) -> None:
    """The months, beside them the chart."""
    sheet, labels, growth = book.sheet("growth", WIDTHS), book.labels, book.content.growth
    sheet.title(growth.title)
    sheet.head(1, [labels["month"], labels["target"], labels["actual"]], range(1, 3))
    for row, (point, words) in enumerate(zip(growth.points, growth.rows, strict=True), 2):
        sheet.text(row, 0, words.month)
        values(sheet, row, point)
    if growth.points:
        made = chart(book, len(growth.points))
        sheet.made.insert_chart(1, 4, made, {"description": growth.title})


def values(sheet: Sheet, row: int, point: Month) -> None:
    """Plan and fact of a month: a chart draws a dash as zero, an empty cell as nothing."""
    if point.plan is not None:
        sheet.figure(row, 1, point.plan, bold=False)
    if point.fact is not None:
        sheet.figure(row, 2, point.fact, bold=True)


def chart(book: Book, months: int) -> Any:
    """Two lines over so many months."""
    made = book.book.add_chart({"type": "line"})
    made.add_series(line(book, 1, "target", PLAN_COLOUR, "dash", months))
    made.add_series(line(book, 2, "actual", book.content.brand.accent, "solid", months))
    made.set_y_axis({"min": 0, "major_gridlines": GRID})
    made.set_legend({"position": "top"})
    made.set_size(CHART_SIZE)
    return made


def line(book: Book, column: int, key: str, colour: str, dash: str, months: int) -> dict[str, Any]:
    """One line of the chart: the values of a column by the months of the first."""
    name, last = book.labels["sheets"]["growth"], months + 1
    return {
        "name": book.labels[key],
        "categories": [name, 2, 0, last, 0],
        "values": [name, 2, column, last, column],
        "line": {"color": colour, "dash_type": dash, "width": 2.25},
    }
