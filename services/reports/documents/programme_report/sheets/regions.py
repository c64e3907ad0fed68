"""The sheet of the regions: who came, the map, and the indicators by region."""

from __future__ import annotations

from io import BytesIO

from services.reports.documents.programme_report.book import Book, Sheet
from services.reports.documents.programme_report.content import draw_map
from services.reports.documents.programme_report.printed import Breakdown, BreakdownRow, Content, Region
from services.reports.documents.programme_report.sheets.looks import LINE
from shared.office.drawing import render_png

WIDTHS = (8, 46, *[15] * 9)
MAP_ROWS = 20
MAP_SCALE = {"x_scale": 0.33, "y_scale": 0.33}


def write_regions(book: Book) -> None:
    """The regions, beside them the map, below them the indicators by region."""
    sheet, content = book.sheet("regions", WIDTHS), book.content
    sheet.title(book.labels["coverage"])
    coverage(sheet, content)
    if content.regions.rows:
        write_map(sheet, content)
    row = max(len(content.regions.rows) + 3, MAP_ROWS + 1)
    for part in content.breakdowns:
        row = breakdown(sheet, row, part)


def coverage(sheet: Sheet, content: Content) -> None:
    """Who came in each region."""
    labels, has_met = content.labels, content.regions.has_met
    met = [labels["region_met"]] if has_met else []
    sheet.head(1, ["ISO", labels["region"], labels["participants"], *met], range(2, 4))
    for row, region in enumerate(content.regions.rows, 2):
        write_region(sheet, row, region, has_met)


def write_region(sheet: Sheet, row: int, region: Region, has_met: bool) -> None:
    """One region."""
    sheet.text(row, 0, region.iso, **LINE)
    sheet.text(row, 1, region.name, **LINE)
    sheet.figure(row, 2, region.figures.participants, bold=True, **LINE)
    if has_met:
        sheet.figure(row, 3, region.figures.met, **LINE)


def write_map(sheet: Sheet, content: Content) -> None:
    """The map with its credits."""
    labels = content.labels
    drawn = BytesIO(render_png(draw_map(content)))
    options = {"image_data": drawn, "description": labels["map"], "object_position": 2}
    sheet.made.insert_image(0, 5, "map.png", options | MAP_SCALE)
    sheet.text(MAP_ROWS - 1, 5, f"{labels['map']}. {labels['map_credit']}", font_size=7, text_wrap=False)


def breakdown(sheet: Sheet, row: int, part: Breakdown) -> int:
    """Indicators by a few regions; the row after them and a blank one."""
    labels = sheet.book.labels
    titles = [labels["code"], labels["breakdown"], *part.regions, labels["whole"]]
    sheet.head(row, titles, range(2, len(titles)))
    for offset, item in enumerate(part.rows, row + 1):
        breakdown_row(sheet, offset, item)
    return row + len(part.rows) + 2


def breakdown_row(sheet: Sheet, row: int, item: BreakdownRow) -> None:
    """One indicator, the whole in bold at the end."""
    sheet.text(row, 0, item.code, **LINE)
    sheet.text(row, 1, item.name, **LINE)
    last = len(item.figures) + 1
    for column, value in enumerate(item.figures, 2):
        sheet.figure(row, column, value, bold=column == last, **LINE)
    sheet.fit(row, (item.name, 53))
