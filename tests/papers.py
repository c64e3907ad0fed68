"""Files that open, and the ways in which files do not, made on the spot."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import xlsxwriter
from PIL import Image, ImageDraw

from tests.suite import PDF


def picture(kind: str = "JPEG", width: int = 320, height: int = 240) -> bytes:
    """A photo of something."""
    drawn, out = Image.new("RGB", (width, height), "white"), BytesIO()
    ImageDraw.Draw(drawn).ellipse((0, 0, width, height), fill="green")
    drawn.save(out, kind)
    return out.getvalue()


def word() -> bytes:
    """A Word file with a sentence."""
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("Список участников")
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    """A workbook with a cell."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Лист").write_string(0, 0, "ФИО")
    return out.getvalue()


def zipped(entries: dict[str, bytes]) -> bytes:
    """A zip of these entries."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def slides(*pages: bytes) -> bytes:
    """A presentation of these pages."""
    named = {f"ppt/slides/slide{number}.xml": page for number, page in enumerate(pages, 1)}
    return zipped({"ppt/presentation.xml": b"<p/>", **named})


def locked_pdf() -> bytes:
    """A PDF that asks for a password: the standard handler with keys nobody knows."""
    key = b"<" + b"11" * 32 + b">"
    lock = b"4 0 obj<</Filter/Standard/V 1/R 2/O " + key + b"/U " + key + b"/P -4>>endobj "
    trailer = b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>"
    return PDF.replace(b"trailer<</Root 1 0 R>>", lock + trailer)


OPENS = {
    "лист.pdf": PDF,
    "фото.jpg": picture(),
    "фото.png": picture("PNG"),
    "фото.webp": picture("WEBP"),
    "список.docx": word(),
    "список.xlsx": excel(),
    "показ.pptx": slides(b"<slide/>"),
    "заметка.txt": "Список участников. ".encode() * 500,
}
CLOSED = {
    "обрывок.pdf": (PDF[:90], "broken"),
    "страница.pdf": (b"%PDF-1.4<html><body>list</body></html>", "broken"),
    "без листов.pdf": (PDF.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[]/Count 0"), "broken"),
    "обещает листы.pdf": (PDF.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[]/Count 5"), "broken"),
    "с паролем.pdf": (locked_pdf(), "locked"),
    "точка.png": (picture("PNG", 1, 1), "tiny"),
    "полоска.jpg": (picture("JPEG", 4000, 3), "tiny"),
    "обрезанное.jpg": (picture()[: len(picture()) // 2], "broken"),
    "обрезанное.png": (picture("PNG")[:-200], "broken"),
    "обрезанное.webp": (picture("WEBP")[:200], "broken"),
    "пустой.docx": (zipped({"word/document.xml": b"<w/>"}), "broken"),
    "без листов.xlsx": (zipped({"xl/workbook.xml": b"<w/>"}), "broken"),
    "без страниц.pptx": (slides(), "empty"),
    "кривой.pptx": (slides(b"<slide>"), "broken"),
    "пробелы.txt": (b" \n\t \n", "empty"),
    "нули.txt": (b"list\0\0\0", "broken"),
}
