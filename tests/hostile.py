"""A hundred files that mean harm, and the names they come under: the same ones every time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import chain
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tests.papers import excel, picture, slides, word, zipped
from tests.suite import PDF

MANY = 60_000
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">%s]><w>&z;</w>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(25)
)
SQUARE = b'<!DOCTYPE l [<!ENTITY a "%s">]><w>%s</w>' % (b"a" * 50_000, b"&a;" * 50_000)
OUTSIDE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
DEEP = b"<w>" * 100_000 + b"</w>" * 100_000
WIDE = b"<w " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>"
MARKUP = {"laughs": LAUGHS, "square": SQUARE, "outside": OUTSIDE, "deep": DEEP, "wide": WIDE, "nothing": b""}
PLACES = {
    "docx": ("word/document.xml", word),
    "xlsx": ("xl/workbook.xml", excel),
    "pptx": ("ppt/presentation.xml", lambda: slides(b"<s/>")),
}
NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\system32\\a.pdf",
    "a\0b.pdf",
    "л" * 5000 + ".pdf",
    "a\r\nSet-Cookie: x=1.pdf",
    "<script>alert(1)</script>.pdf",
    "'; DROP TABLE evidence; --.pdf",
    "\u202efdp.exe",
    ".",
    " ",
)


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """An Office file with one part of another content."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped({**parts, name: content})


@cache
def many_entries() -> tuple[bytes, tuple[ZipInfo, ...]]:
    """60,000 empty entries in five megabytes: what stands of them in a zip, and in its list."""
    stands, listed = bytearray(), tuple(ZipInfo(f"{'x' * 20}{number}") for number in range(MANY))
    for entry in listed:
        entry.header_offset, entry.CRC = len(stands), 0
        stands += entry.FileHeader()
    return bytes(stands), listed


def office() -> Iterator[tuple[str, bytes]]:
    """Word, Excel and PowerPoint files that are bombs, nests, crowds and halves."""
    for ending, (main, made) in PLACES.items():
        whole = made()
        yield from ((f"{name}.{ending}", replaced(whole, main, xml)) for name, xml in MARKUP.items())
        yield f"bomb.{ending}", replaced(whole, main, b"<w>" + b" " * 90 * 2**20 + b"</w>")
        yield f"beside.{ending}", replaced(whole, "media/image.bin", bytes(90 * 2**20))
        yield f"half.{ending}", whole[: len(whole) // 2]
        yield f"macros.{ending}", replaced(whole, main.split("/")[0] + "/vbaProject.bin", b"x")
        yield f"climbs.{ending}", replaced(whole, "../../../../tmp/climbed", b"x")
        yield f"nest.{ending}", replaced(whole, "inner.zip", replaced(whole, "inner.zip", whole))
        yield f"lies.{ending}", lies(whole)
        yield f"spoilt.{ending}", spoilt(whole)


def crowd(ending: str) -> bytes:
    """A real file among 60,000 entries."""
    stands, listed = many_entries()
    out = BytesIO(stands)
    out.seek(len(stands))
    with ZipFile(BytesIO(PLACES[ending][1]())) as real, ZipFile(out, "w", ZIP_STORED) as archive:
        for entry in real.namelist():
            archive.writestr(entry, real.read(entry))
        archive.filelist += listed
    return out.getvalue()


def lies(whole: bytes) -> bytes:
    """A zip whose list says that everything unpacks to nothing."""
    data = bytearray(whole)
    place = data.find(b"PK\x01\x02")
    while place > 0:
        data[place + 24 : place + 28] = bytes(4)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def spoilt(whole: bytes) -> bytes:
    """Every hundredth byte is another one, the beginning and the list excepted."""
    data = bytearray(whole)
    for place in range(50, data.find(b"PK\x01\x02"), 100):
        data[place] ^= 0xFF
    return bytes(data)


def pictures() -> Iterator[tuple[str, bytes]]:
    """Pictures of huge sizes, of nothing, cut and spoilt."""
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = picture(kind)
        ending = kind.lower()
        yield f"dot.{ending}", picture(kind, 1, 1)
        yield f"line.{ending}", picture(kind, 3000, 1)
        yield f"half.{ending}", whole[: len(whole) // 2]
        yield f"head.{ending}", whole[:40]
        yield f"page inside.{ending}", whole + b"<html><script>alert(1)</script></html>"
        yield f"zip inside.{ending}", whole + zipped({"a": b"b"})
    for side in (20_000, 60_000, 2**31 - 1):
        yield f"huge {side}.png", png(side, side)
    yield "flat.png", png(60_000, 1_600)
    yield "huge.jpg", sized_jpeg(65_500)
    yield "heic.jpg", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(2000)
    yield "svg.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    yield "gif.png", b"GIF89a" + bytes(200)


def png(width: int, height: int) -> bytes:
    """A PNG that promises a size and holds a megabyte of zeros, packed."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", packed_zeros()),
            (b"IEND", b""),
        )
    )


@cache
def packed_zeros() -> bytes:
    """A megabyte's worth of nothing, sixteen times."""
    return zlib.compress(bytes(2**24), 9)


def sized_jpeg(side: int) -> bytes:
    """A JPEG that promises a size."""
    data = bytearray(picture("JPEG"))
    place = data.find(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", side, side)
    return bytes(data)


def papers() -> Iterator[tuple[str, bytes]]:
    """PDFs and texts that are something else, endless or nothing."""
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj"
    yield "empty.pdf", b"%PDF-1.7\n"
    yield "html.pdf", b"<!doctype html><script>alert(1)</script>"
    yield "html inside.pdf", b"%PDF-1.4<html><body>hello</body></html>"
    yield "no pages.pdf", PDF.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[]/Count 0")
    yield "many pages.pdf", PDF.replace(b"/Count 1", b"/Count 2147483647")
    yield "circle.pdf", PDF.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    yield "flat page.pdf", PDF.replace(b"595 842", b"0 0")
    yield "vast page.pdf", PDF.replace(b"595 842", b"99999999999 99999999999")
    yield "deep.pdf", PDF.replace(page, b"3 0 obj" + b"[" * 200_000 + b"]" * 200_000 + b"endobj")
    yield (
        "script.pdf",
        PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    )
    yield "stream bomb.pdf", PDF.replace(page, page + b" 4 0 obj<</Filter/FlateDecode>>stream\n" + packed())
    yield "circle xref.pdf", PDF + b"\nxref\n0 0\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    yield "zip too.pdf", PDF + zipped({"a": b"b"})
    yield "long.pdf", b"%PDF-1.4\n" + b"1 0 obj " * 1_000_000
    yield "nothing.txt", b"\0" * 1000
    yield "one line.txt", "я".encode() * 5_000_000
    yield "spaces.txt", b" " * 1_000_000
    yield "half letter.txt", b"a" * 5000 + "я".encode()[:1]
    yield "program.pdf", b"MZ\x90\x00" + bytes(500)
    yield "elf.docx", b"\x7fELF" + bytes(500)
    yield "rar.docx", b"Rar!\x1a\x07\x00" + bytes(500)
    yield "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    yield "only a zip.xlsx", zipped({"evil.exe": b"MZ"})
    yield "head.xlsx", b"PK\x03\x04" + bytes(300)


def packed() -> bytes:
    """Zeros, packed three times."""
    return zlib.compress(zlib.compress(zlib.compress(bytes(2**26), 9), 9), 9) + b"\nendstream endobj"


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    """All of them."""
    crowds = [(f"crowd.{ending}", crowd(ending)) for ending in PLACES]
    named = [(name, PDF + str(number).encode()) for number, name in enumerate(NAMES)]
    return tuple(chain(office(), pictures(), papers(), crowds, named))
