"""What a file is, and whether it opens, read from its bytes. Heavy: `shared.limited.run_limited` calls it."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from typing import Any

from shared.language.evidence import BROKEN, EMPTY, HEAVY, LOCKED, TINY
from shared.limited import MEBIBYTE, Unreadable, check_zip

TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
}
OFFICE = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}
ZIP, MACROS = b"PK\x03\x04", b"vbaProject.bin"
BEGINNING = 4096
PICTURES = ("JPEG", "PNG", "WEBP")
SMALLEST_SIDE, MOST_PIXELS, MOST_OF_A_JPEG = 64, 100_000_000, 400_000_000
PASSWORD = 4  # FPDF_ERR_PASSWORD of pdfium
UNPACKED = 256 * MEBIBYTE
REASONS = {"encrypted": LOCKED, "too_big": HEAVY, EMPTY: EMPTY, TINY: TINY, HEAVY: HEAVY, LOCKED: LOCKED}


def look(data: bytes) -> dict[str, Any]:
    """`{mime, unopened, pages}`: the type, "" for one that is not kept; why the file does not open, "" when
    it does; how many pages it then has."""
    mime = kind_of(data)
    why = why_closed(mime, data) if mime else ""
    return {"mime": mime, "unopened": why, "pages": pages_of(mime, data) if mime and not why else None}


def pages_of(mime: str, data: bytes) -> int:
    """The pages of a file that opens: those of a PDF; anything else is looked at as one."""
    if mime != TYPES[".pdf"]:
        return 1
    import pypdfium2

    with closing(pypdfium2.PdfDocument(data)) as document:
        return len(document)


def kind_of(data: bytes) -> str:
    """The MIME type read from the bytes; "" when it is not one we keep."""
    if data.startswith(ZIP):
        return office_kind(data)
    return kind_by_beginning(data)


def glance(data: bytes) -> str:
    """The type as the first look has it, however the rest of the file is made: no zip is opened for it."""
    if not data.startswith(ZIP):
        return kind_by_beginning(data)
    found = [extension for entry, extension in OFFICE.items() if entry.encode() in data]
    return TYPES[found[0]] if found and MACROS not in data else ""


def kind_by_beginning(data: bytes) -> str:
    """The type of what is no zip."""
    if data.startswith(b"%PDF"):
        return TYPES[".pdf"]
    import puremagic

    try:
        extension = puremagic.from_string(data[:BEGINNING])
    except (puremagic.PureError, ValueError):
        extension = ".txt" if plain_text(data) else ""
    return "" if extension in OFFICE.values() else TYPES.get(extension, "")


def plain_text(data: bytes) -> bool:
    """Whether the bytes begin as UTF-8 words without markup; a letter may be cut where the beginning ends."""
    try:
        words = codecs.getincrementaldecoder("utf-8")().decode(data[:BEGINNING])
    except UnicodeDecodeError:
        return False
    return not words.lstrip().startswith("<")


def office_kind(data: bytes) -> str:
    """Which Office file a zip is; "" for one with macros and for other archives."""
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except Exception:  # whatever the list of a zip is spoilt with, it is none of ours
        return ""
    found = [extension for entry, extension in OFFICE.items() if entry in names]
    if not found or any(name.endswith(MACROS.decode()) for name in names):
        return ""
    return TYPES[found[0]]


def why_closed(mime: str, data: bytes) -> str:
    """Why a file of a type does not open for a person who wants to see it; "" when it does."""
    try:
        OPENERS[mime](data)
    except Unreadable as refusal:
        return REASONS.get(refusal.code, BROKEN)
    except MemoryError:
        return HEAVY
    except Exception:  # whatever a reader of a format raises, the file does not open
        return BROKEN
    return ""


def open_pdf(data: bytes) -> None:
    """A PDF has pages, and the first of them has a size."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(LOCKED if error.err_code == PASSWORD else BROKEN) from None
    with closing(document):
        if not len(document):
            raise Unreadable(EMPTY)
        if min(document[0].get_size()) <= 1:
            raise Unreadable(TINY)


def open_picture(data: bytes) -> None:
    """A picture is large enough to see something, and decodes to its last line."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and is no warning
    with Image.open(BytesIO(data), formats=PICTURES) as picture:
        width, height = picture.size
        if min(width, height) < SMALLEST_SIDE:
            raise Unreadable(TINY)
        if width * height > (MOST_OF_A_JPEG if picture.format == "JPEG" else MOST_PIXELS):
            raise Unreadable(HEAVY)
        picture.draft("RGB", (width // 8, height // 8))
        picture.load()


def open_word(data: bytes) -> None:
    """Word opens it."""
    import docx

    check_zip(data, max_unpacked=UNPACKED)
    if docx.Document(BytesIO(data)).element.body is None:
        raise Unreadable(EMPTY)


def open_excel(data: bytes) -> None:
    """A workbook has a sheet that can be read."""
    from python_calamine import CalamineWorkbook

    check_zip(data, max_unpacked=UNPACKED)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    if not book.sheet_names:
        raise Unreadable(EMPTY)
    book.get_sheet_by_index(0)


def open_slides(data: bytes) -> None:
    """A presentation has slides, and all of its pages are XML."""
    check_zip(data, max_unpacked=UNPACKED)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        slides = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        if not slides:
            raise Unreadable(EMPTY)
        for name in ("ppt/presentation.xml", *slides):
            parse(archive.read(name))


def parse(markup: bytes) -> Any:
    """XML without entities and without the network."""
    from lxml import etree

    return etree.fromstring(markup, etree.XMLParser(resolve_entities=False, no_network=True))


def open_text(data: bytes) -> None:
    """A text has words in it."""
    if b"\0" in data:
        raise Unreadable(BROKEN)
    if not data.decode().strip():
        raise Unreadable(EMPTY)


OPENERS: dict[str, Callable[[bytes], None]] = {
    TYPES[".pdf"]: open_pdf,
    TYPES[".jpg"]: open_picture,
    TYPES[".png"]: open_picture,
    TYPES[".webp"]: open_picture,
    TYPES[".docx"]: open_word,
    TYPES[".xlsx"]: open_excel,
    TYPES[".pptx"]: open_slides,
    TYPES[".txt"]: open_text,
}
