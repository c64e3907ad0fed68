"""What a built report prints: the figures and the text of its Word, Excel and PDF files."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import docx
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from services.reports.documents import programme_report
from services.reports.documents.build import printable
from services.reports.documents.programme_report import content
from services.reports.documents.programme_report.content import FOLDER

LABELS = tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))


LOCALES = ("ru", "kk", "en")


HOSTILE = (
    '#panic("x") $x^2$ *b* `c` <lab> @ref =HYPERLINK("http://x.kz","y") '
    "{{ 7*7 }} {% raw %} </w:t></w:r> &amp; "
    "<script>a</script> & P \"q\" 'z'"
)


UNPRINTABLE = "\x00\x0b\ud800\u202e\ufffe"


PDFTOTEXT = shutil.which("pdftotext")
needs_pdftotext = pytest.mark.skipif(not PDFTOTEXT, reason="poppler's pdftotext is not installed")


CODE = re.compile(r"\w+\.\d+\.\d+")


Cells = dict[str, tuple[Decimal | None, Decimal | None, Decimal | None]]


Word = tuple[str, float, float, float]


def compose(snapshot: dict[str, Any]) -> dict[str, Any]:
    """What is printed of a kept snapshot, as plain data."""
    return content.as_data(content.compose(printable(snapshot)))


def build_docx(snapshot: dict[str, Any]) -> bytes:
    """The Word file of a kept snapshot."""
    return programme_report.build_docx(printable(snapshot))


def build_pdf(snapshot: dict[str, Any]) -> bytes:
    """The PDF of a kept snapshot."""
    return programme_report.build_pdf(printable(snapshot))


def build_xlsx(snapshot: dict[str, Any]) -> bytes:
    """The workbook of a kept snapshot."""
    return programme_report.build_xlsx(printable(snapshot))


def indicators(snapshot: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in snapshot["sections"]:
        for activity in section["activities"]:
            yield from activity["indicators"]


def sealed_cells(snapshot: dict[str, Any]) -> Cells:
    return {
        item["code"]: tuple(
            None if item[key] is None else Decimal(item[key]) for key in ("target", "actual", "percent")
        )
        for item in indicators(snapshot)
    }


def number(text: Any, locale: str) -> Decimal | None:
    """The figure at the end of a printed cell;
    the words for no data and the dash are None, anything else an error."""
    words = str(text).replace("\u00a0", " ").replace("\n", " ").strip().removesuffix("%").strip()
    if words in ("—", LABELS[locale]["no_data"]):
        return None
    figure = re.search(r"[\d ]*\d([.,]\d+)?$", words.replace(",", "") if locale == "en" else words)
    assert figure, f"not a figure: {text!r}"
    return Decimal(figure[0].replace(" ", "").replace(",", "."))


def docx_cells(content: bytes, locale: str) -> Cells:
    table = next(
        t
        for t in docx.Document(io.BytesIO(content)).tables
        if len(t.columns) == 10 and len(t.rows) > 20 and t.rows[0].cells[3].text == LABELS[locale]["target"]
    )
    rows = ([cell.text for cell in row.cells] for row in table.rows[1:])
    return {
        row[0]: tuple(number(row[place], locale) for place in (3, 4, 5))
        for row in rows
        if CODE.fullmatch(row[0])
    }


def xlsx_cells(content: bytes, locale: str) -> Cells:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(
        LABELS[locale]["sheets"]["indicators"]
    )
    rows = sheet.to_python()
    places = [rows[0].index(LABELS[locale][key]) for key in ("target", "actual", "percent")]
    return {
        row[0]: tuple(number(f"{row[p]:g}" if isinstance(row[p], float) else row[p], locale) for p in places)
        for row in rows[1:]
        if CODE.fullmatch(str(row[0]))
    }


def pdf_pages(content: bytes) -> list[list[Word]]:
    """Words of each page: text, left, right, baseline."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    pages = etree.fromstring(done.stdout, etree.XMLParser(recover=True)).iter("{*}page")
    return [
        [
            (word.text or "", float(word.get("xMin")), float(word.get("xMax")), float(word.get("yMax")))
            for word in page.iter("{*}word")
        ]
        for page in pages
    ]


def pdf_cells(content: bytes, locale: str, codes: set[str]) -> Cells:
    """Cells under the heads of plan, fact and percent, each column right-aligned with its head."""
    cells: Cells = {}
    for words in pdf_pages(content):
        percents = [word for word in words if word[0] == "%" and head_line(words, word, locale)]
        if not percents:
            continue
        target, actual, percent = head_line(words, percents[0], locale)
        below = min(
            (w[3] for w in words if w[0] == LABELS[locale]["code"] and w[3] > percent[3] + 5), default=1e4
        )
        for code, _, _, y in [
            w for w in words if w[0] in codes and percent[3] < w[3] < below and w[1] < target[1] / 4
        ]:
            line = [w for w in words if abs(w[3] - y) < 4]
            edges = ((target[2] - 66, target), (target[2] + 1, actual), (actual[2] + 1, percent))
            texts = [
                " ".join(w[0] for w in line if left < w[1] and w[2] < head[2] + 2) for left, head in edges
            ]
            no_data = LABELS[locale]["no_data"]
            texts[1] = no_data if texts[1] and texts[1] in no_data else texts[1]  # it takes two lines
            cells[code] = tuple(number(text, locale) for text in texts)
    return cells


def head_line(words: list[Word], percent: Word, locale: str) -> tuple[Word, Word, Word] | None:
    line = {word[0]: word for word in words if abs(word[3] - percent[3]) < 0.5}
    keys = [LABELS[locale][key] for key in ("target", "actual", "percent")]
    return tuple(line[key] for key in keys) if all(key in line for key in keys) else None


def read_pdf(content: bytes, locale: str, snapshot: dict[str, Any]) -> Cells:
    return pdf_cells(content, locale, {item["code"] for item in indicators(snapshot)})


def pdf_text(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def laid_out(content: bytes) -> list[str]:
    """The text of each page, as it is laid out."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().split("\f")


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join("".join(node.itertext()) for node in document.element.body.iter("{*}p"))


def xlsx_text(content: bytes) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]


def spoil(value: Any, text: str, keep: tuple[str, ...] = ()) -> Any:
    """The same shape with every free text replaced; codes, dates, money and words of the program stay."""
    fixed = {
        "locale",
        "sealed_at",
        "from",
        "to",
        "approved_on",
        "amount",
        "code",
        "comparator",
        "verdict",
        "due",
        "cost",
        "iso",
        "accent",
        "logo_svg",
        "month",
        "fund",
        "requested",
        "awarded",
        "paid",
        "left",
        "kind",
        *keep,
    }
    if isinstance(value, dict):
        return {key: item if key in fixed else spoil(item, text, keep) for key, item in value.items()}
    if isinstance(value, list):
        return [spoil(item, text, keep) for item in value]
    return text if isinstance(value, str) and value else value
