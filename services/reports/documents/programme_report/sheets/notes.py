"""The last sheet: how the figures are to be read, and who signs."""

from __future__ import annotations

from services.reports.documents.programme_report.book import Book, Sheet
from services.reports.documents.programme_report.printed import Signature
from services.reports.documents.programme_report.sheets.looks import MUTED

NAMELESS = "_" * 30


def write_notes(book: Book) -> None:
    """The notes by number, the signatures, and which data the report was made of."""
    sheet, content = book.sheet("notes", (5, 120)), book.content
    sheet.title(book.labels["notes"])
    for row, note in enumerate(content.notes, 1):
        write_note(sheet, row, note)
    row = signatures(sheet, len(content.notes) + 2)
    sheet.text(row + 1, 1, f"{content.brand.disclaimer} {content.snapshot}.", font_color=MUTED)


def write_note(sheet: Sheet, number: int, note: str) -> None:
    """One note with its number, which is its row too."""
    sheet.made.write_number(number, 0, number, sheet.style(align="left"))
    sheet.text(number, 1, note)
    sheet.fit(number, (note, 135))


def signatures(sheet: Sheet, first: int) -> int:
    """A line to sign for each signatory; the row after them."""
    signers = sheet.book.content.signatures
    for row, signer in enumerate(signers, first):
        sheet.text(row, 1, line(sheet.book, signer), valign="bottom")
        sheet.made.set_row(row, 34)
    return first + len(signers)


def line(book: Book, signer: Signature) -> str:
    """The role, a place to sign and the name, or a place for it."""
    signature, name = book.labels["signature"], book.labels["signer"]
    return f"{signer.role}   ____________________ ({signature})   {signer.name or NAMELESS} ({name})"
