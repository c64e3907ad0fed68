"""The sheet of all indicators, task by task and line by line."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.reports.documents.programme_report.book import Book, Sheet
from services.reports.documents.programme_report.printed import Activity, Figures, Row
from services.reports.documents.programme_report.sheets.looks import DAY, LINE, TONES

COLUMNS = {
    "code": 7,
    "indicator": 44,
    "unit": 14,
    "rule": 9,
    "target": 8,
    "actual": 11,
    "percent": 8,
    "deviation": 11,
    "due": 11,
    "verdict": 19,
    "evidence": 20,
    "clauses": 34,
    "reason": 34,
}
PLACES = {key: column for column, key in enumerate(COLUMNS)}
TASK = {"bold": True, "font_size": 10, "bg_color": "#e4e8e6"}
ACTIVITY = {"bold": True, "bg_color": "#f3f5f4"}


def write_indicators(book: Book) -> None:
    """The plan's tree as rows."""
    sheet = book.sheet("indicators", list(COLUMNS.values()))
    sheet.head(0, [book.labels[key] for key in COLUMNS], range(4, 8))
    sheet.made.freeze_panes(1, 2)
    sheet.made.repeat_rows(0)
    row = 1
    for section in book.content.sections:
        band(sheet, row, section.heading, **TASK)
        for activity in section.activities:
            row = write_activity(sheet, row + 1, activity)
        row += 1


def write_activity(sheet: Sheet, first: int, activity: Activity) -> int:
    """A band with the activity and its indicators below it; the last row written."""
    title = f"{activity.code}  {activity.title}"
    band(sheet, first, f"{title} · {activity.when}" if activity.when else title, **ACTIVITY)
    for row, item in enumerate(activity.rows, first + 1):
        indicator(sheet, row, item)
    return first + len(activity.rows)


def band(sheet: Sheet, row: int, text: str, **properties: Any) -> None:
    """A row of one colour with a text at its beginning."""
    for column in range(1, len(COLUMNS)):
        sheet.made.write_blank(row, column, None, sheet.style(**properties))
    sheet.text(row, 0, text, text_wrap=False, **properties)


def indicator(sheet: Sheet, row: int, item: Row) -> None:
    """One indicator."""
    said = texts(item)
    for key, text in said.items():
        sheet.text(row, PLACES[key], text, **LINE)
    figures(sheet, row, item.figures)
    due(sheet, row, item.figures.due)
    sheet.text(row, PLACES["verdict"], item.verdict_word, **LINE, bold=True, font_color=TONES[item.verdict])
    sheet.fit(row, *((text, COLUMNS[key] * 1.2) for key, text in said.items()))


def texts(item: Row) -> dict[str, str]:
    """What a row of an indicator says in words, by column."""
    return {
        "code": item.code,
        "unit": item.unit,
        "rule": item.rule,
        "evidence": item.evidence,
        "reason": item.reason,
        "indicator": item.name,
        "clauses": "\n".join(f"{clause.text} — {clause.state}" for clause in item.clauses),
    }


def figures(sheet: Sheet, row: int, found: Figures) -> None:
    """Plan, fact and the difference between them."""
    absent = sheet.book.labels["no_data"]
    sheet.figure(row, PLACES["target"], found.target, **LINE)
    sheet.figure(row, PLACES["actual"], found.actual, absent, bold=True, **LINE)
    sheet.figure(row, PLACES["percent"], found.percent, after="%", **LINE)
    sheet.figure(row, PLACES["deviation"], found.deviation, signed=True, **LINE)


def due(sheet: Sheet, row: int, day: date | None) -> None:
    """The day by which it was promised."""
    if day is None:
        sheet.text(row, PLACES["due"], "—", align="center", **LINE)
        return
    sheet.made.write_datetime(row, PLACES["due"], day, sheet.style(num_format=DAY, align="center", **LINE))
