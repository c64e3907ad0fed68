"""The sheet of the expected results and of promises without an indicator."""

from __future__ import annotations

from services.reports.documents.programme_report.book import Book, Sheet
from services.reports.documents.programme_report.printed import Outcome
from services.reports.documents.programme_report.sheets.looks import LINE, TONES

WIDTHS = (6, 62, 48, 22)


def write_outcomes(book: Book) -> None:
    """A row each; a report that tells of none has no sheet."""
    if not book.content.outcomes:
        return
    sheet, labels = book.sheet("outcomes", WIDTHS), book.labels
    sheet.title(labels["outcomes"])
    titles = ("code", "outcome", "outcome_shown", "outcome_state")
    sheet.head(1, [labels[key] for key in titles], range(0))
    for row, one in enumerate(book.content.outcomes, 2):
        write_outcome(sheet, row, one)


def write_outcome(sheet: Sheet, row: int, one: Outcome) -> None:
    """One result with what it follows from and how it stands."""
    promised = "\n".join(filter(None, (one.text, one.place)))
    shown = "\n".join(one.shown)
    sheet.text(row, 0, one.number, **LINE)
    sheet.text(row, 1, promised, **LINE)
    sheet.text(row, 2, shown, **LINE)
    sheet.text(row, 3, one.state, bold=True, font_color=TONES[one.mark], **LINE)
    sheet.fit(row, (promised, 66), (shown, 50), (one.state, 22))
