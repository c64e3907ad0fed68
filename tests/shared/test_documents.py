"""PDF and Excel from plain data: whatever a user typed stays text."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from shared.office import drawing
from shared.office.drawing import FontsMissing, drawable, render_pdf, render_png
from shared.office.plain import plain_data
from shared.office.sheets import cell_text, workbook

MADE_AT = datetime(2022, 9, 30, 6, tzinfo=UTC)
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" '
    'height="10"><rect width="20" height="10" fill="red"/></svg>'
)
HOSTILE = (
    '#panic("x") $x^2$ *b* `c` <lab> @ref \\ =HYPERLINK("http://x.kz","y") '
    "{{ 7*7 }} {% raw %} </w:t></w:r> &amp; "
    "<b>\"q\"</b> 'z'"
)
needs_pdftotext = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed"
)


@pytest.fixture
def typst_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "typst"
    folder.mkdir()
    (folder / "main.typ").write_text(
        '#let data = json(bytes(sys.inputs.data))\n#set document(title: "x")\n'
        '#set text(font: "Noto Sans", lang: "ru", hyphenate: false)\n#data.text\n'
        '#if data.at("logo", default: none) != none { image("assets/" + data.logo, alt: "logo") }'
    )
    return folder


def pdf_text(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("value", [1.5, object(), {"a": [b"x"]}])
def test_only_plain_data_is_taken(value: Any) -> None:
    with pytest.raises(TypeError, match="not plain data"):
        plain_data(value)


def test_unprintable_characters_are_dropped() -> None:
    assert plain_data({"a": ["x\x00y\x0b\ud800\u202ez\n\tә\u00a0₸"]}) == {"a": ["xyz\n\tә\u00a0₸"]}


@needs_pdftotext
def test_typst_markup_in_data_stays_text(typst_folder: Path) -> None:
    assert pdf_text(render_pdf(typst_folder, {"text": HOSTILE}, {}, made_at=MADE_AT)) == HOSTILE


@needs_pdftotext
def test_pdf_prints_kazakh_letters_and_tenge(typst_folder: Path) -> None:
    text = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі ₸ № − « »"
    assert pdf_text(render_pdf(typst_folder, {"text": text}, {}, made_at=MADE_AT)) == text


def test_pdf_is_tagged_and_accessible(typst_folder: Path) -> None:
    content = render_pdf(typst_folder, {"text": "Отчёт"}, {}, made_at=MADE_AT)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content and b"/StructTreeRoot" in content


def test_character_without_a_glyph_still_prints(typst_folder: Path) -> None:
    content = render_pdf(typst_folder, {"text": "漢字 😀"}, {}, made_at=MADE_AT)
    assert b"/StructTreeRoot" in content and b"pdfuaid:part>" not in content


def test_same_data_give_the_same_pdf(typst_folder: Path) -> None:
    made = [render_pdf(typst_folder, {"text": "x"}, {}, made_at=MADE_AT) for _ in range(2)]
    assert made[0] == made[1]


def test_asset_cannot_leave_its_folder(typst_folder: Path) -> None:
    render_pdf(
        typst_folder, {"text": "x", "logo": "logo.svg"}, {"../../logo.svg": SQUARE.encode()}, made_at=MADE_AT
    )
    assert not (typst_folder.parent / "logo.svg").exists()


def test_missing_fonts_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "FONT_FOLDER", tmp_path)
    drawing.fonts.cache_clear()
    try:
        with pytest.raises(FontsMissing, match="Noto Sans is missing"):
            render_png(SQUARE)
    finally:
        drawing.fonts.cache_clear()


def test_svg_becomes_png_of_its_size() -> None:
    png = render_png(SQUARE, scale=2)
    assert (png[:4], int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (b"\x89PNG", 30, 15)


@pytest.mark.parametrize(
    "svg", ["", "<svg", "<html></html>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "\x00"]
)
def test_what_is_no_picture_is_not_drawable(svg: str) -> None:
    assert not drawable(svg)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.kz","y")', "+1+1", "-1", "@SUM(A1)", "http://x.kz", "007"]
)
def test_typed_text_stays_a_text_cell(text: str) -> None:
    made = workbook(
        lambda book: book.add_worksheet("A").write(0, 0, text),
        title="x",
        made_at=MADE_AT.replace(tzinfo=None),
    )
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()
    cells = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("A").to_python()
    assert cells == [[text]] and not re.search(r"<f>|hyperlink", sheet)


def test_overlong_cell_is_cut_not_lost() -> None:
    cut = cell_text("x\x00" * 40_000)
    assert (len(cut), cut[-1]) == (32_767, "…")
    smiling = cell_text("😀" * 20_000)
    assert len(smiling.encode("utf-16-le")) <= 2 * 32_767 and smiling == "😀" * 16_383 + "…"
