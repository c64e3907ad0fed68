"""The first sheet: which report it is, the project's passport, the result and the tasks."""

from __future__ import annotations

from typing import Any

from services.reports.documents.programme_report.book import Book, Sheet
from services.reports.documents.programme_report.printed import Content, Task
from services.reports.documents.programme_report.sheets.looks import LINE, MUTED, TONES

COUNTED = ("total", "with_target", "met")
WIDTHS = (25, 46, 12, 10, 11, 14)
RESULT = {"bold": True, "font_size": 20, "valign": "vcenter"}


def write_cover(book: Book) -> None:
    """The cover, from its letterhead to the overview of the tasks."""
    sheet = book.sheet("report", WIDTHS, wide=False)
    for row, (text, look) in letterhead(book.content).items():
        sheet.text(row, 0, text, text_wrap=False, **look)
    for row, height in ((4, 27), (5, 17)):
        sheet.made.set_row(row, height)
    after = facts(sheet, book.content, 8)
    after = results(sheet, book.content, after)
    overview(sheet, book.content, after)


def letterhead(content: Content) -> dict[int, tuple[str, dict[str, Any]]]:
    """The first lines, by row, with their looks."""
    brand, muted = content.brand, {"font_color": MUTED}
    return {
        0: (brand.name, {"bold": True}),
        1: (" ".join(brand.letterhead), muted),
        2: (brand.contacts, muted),
        4: (content.titled, {"bold": True, "font_size": 18}),
        5: (content.period, {"font_size": 11}),
        6: (content.plan, muted),
    }


def facts(sheet: Sheet, content: Content, first: int) -> int:
    """What the project is, a line each; the row after them and a blank one."""
    for row, fact in enumerate(content.facts, first):
        sheet.text(row, 0, fact.label, font_color=MUTED)
        sheet.across(row, 1, 5)
        sheet.text(row, 1, fact.text)
        sheet.fit(row, (fact.text, 84))
    return first + len(content.facts) + 1


def results(sheet: Sheet, content: Content, row: int) -> int:
    """The result of the period and the counts; the row after them and a blank one."""
    summary = content.summary
    sheet.text(row, 0, content.labels["results"], bold=True, font_size=12, text_wrap=False)
    sheet.text(row + 1, 0, summary.headline, **RESULT, font_color=content.brand.accent)
    sheet.across(row + 1, 1, 5)
    sheet.text(row + 1, 1, " ".join((summary.sentence, summary.evidence, summary.total)))
    sheet.made.set_row(row + 1, 50)
    return counts(sheet, content, row + 2) + 1


def counts(sheet: Sheet, content: Content, first: int) -> int:
    """How many indicators have each verdict; the row after them."""
    for row, item in enumerate(content.summary.counts, first):
        sheet.text(row, 0, item.word, font_color=TONES[item.code])
        sheet.made.write_number(row, 1, item.count, sheet.style(bold=True, align="left"))
    return first + len(content.summary.counts)


def overview(sheet: Sheet, content: Content, row: int) -> None:
    """The tasks of the plan and their sum."""
    columns = [content.labels[f"{key}_column"] for key in (*COUNTED, "evidence")]
    sheet.head(row, [content.labels["tasks"], "", *columns], range(2, 6))
    for offset, item in enumerate(content.overview.rows, row + 1):
        task(sheet, offset, item)
    task(sheet, row + 1 + len(content.overview.rows), content.overview.whole, bold=True)


def task(sheet: Sheet, row: int, item: Task, bold: bool = False) -> None:
    """One task, or the sum in bold."""
    sheet.across(row, 0, 1, bold=bold, **LINE)
    sheet.text(row, 0, item.heading, bold=bold, **LINE)
    for column, key in enumerate(COUNTED, 2):
        sheet.figure(row, column, getattr(item, key), bold=bold, **LINE)
    sheet.text(row, 5, item.evidence, align="right", bold=bold, **LINE)
    sheet.fit(row, (item.heading, 82))
