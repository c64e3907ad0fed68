"""The programme report as an Excel workbook: figures are numbers, everything typed is text."""

from __future__ import annotations

from typing import Any

from services.reports.documents.programme_report.book import Book
from services.reports.documents.programme_report.content import compose
from services.reports.documents.programme_report.printed import Content
from services.reports.documents.programme_report.sheets.cover import write_cover
from services.reports.documents.programme_report.sheets.funds import write_funds
from services.reports.documents.programme_report.sheets.growth import write_growth
from services.reports.documents.programme_report.sheets.indicators import write_indicators
from services.reports.documents.programme_report.sheets.notes import write_notes
from services.reports.documents.programme_report.sheets.outcomes import write_outcomes
from services.reports.documents.programme_report.sheets.regions import write_regions
from services.reports.documents.snapshot import Snapshot
from shared.office.sheets import workbook

SHEETS = (
    write_cover,
    write_indicators,
    write_regions,
    write_growth,
    write_funds,
    write_outcomes,
    write_notes,
)


def build_xlsx(snapshot: Snapshot) -> bytes:
    """A workbook in the snapshot's language; a figure without data is words, never 0."""
    content = compose(snapshot)
    sealed_at = snapshot.sealed_at.replace(tzinfo=None)
    return workbook(lambda book: write(book, content), title=content.titled, made_at=sealed_at)


def write(book: Any, content: Content) -> None:
    """The sheets, in their order."""
    report = Book(book, content)
    for write_sheet in SHEETS:
        write_sheet(report)
