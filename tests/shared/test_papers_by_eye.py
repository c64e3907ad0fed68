"""What was seen to be wrong on printed papers: words beyond their cell, lists that count on."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import orjson
import pytest
from docx.oxml.ns import qn

from services.events.media_plans.paper.word import WIDTHS_MM
from shared.limited import run_limited
from shared.office import drawing, paper
from shared.office.drawing import render_pdf
from shared.office.paper.word import render_word

MADE, LONG = datetime(2022, 9, 30, tzinfo=UTC), "жарықтандырылмаған"
COLUMNS = [["Не істеледі", 6], ["Мәселе", 3], ["Мерзімі", 3], ["Жауапты", 4], ["Қаржы көзі", 4]]
ROW = ["42 күн шамын орнату", LONG, "01.10.2022 – 31.05.2023", "бастамашыл топ", "шағын грант"]
EMPTY: dict[str, Any] = {"over": "", "stamp": [], "subtitle": "", "lead": "", "facts": [], "signatures": []}


def part(title: str, items: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """A part of a paper."""
    return {"title": title, "text": "", "items": items, "columns": COLUMNS if rows else [], "rows": rows}


def described(*parts: dict[str, Any]) -> dict[str, Any]:
    """A paper of these parts."""
    return {
        **EMPTY,
        "title": "Жоспар",
        "locale": "kk",
        "accent": "#1b5e97",
        "foot": "1",
        "parts": list(parts),
    }


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
@pytest.mark.parametrize("divided", [True, False])
def test_long_kazakh_word_stays_within_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, divided: bool
) -> None:
    if not divided:
        (tmp_path / "words.typ").write_text("#let divided(it) = it")
        monkeypatch.setattr(drawing, "WORDS", tmp_path / "words.typ")
    folder = Path(paper.__file__).parent
    (tmp_path / "x.pdf").write_bytes(
        render_pdf(folder, described(part("Іс-шаралар", [], [ROW])), {}, made_at=MADE)
    )
    boxes = subprocess.check_output(["pdftotext", "-bbox", tmp_path / "x.pdf", "-"], text=True)
    right = float(re.findall(r'xMax="([\d.]+)"[^>]*>жары', boxes)[0])
    left = float(re.findall(r'xMin="([\d.]+)"[^>]*>01\.10\.2022<', boxes)[0])
    assert (right < left) is divided


def test_long_paper_costs_little_more_than_a_short_one() -> None:
    """A rule of each cell made typst run out of memory at three hundred rows."""
    paper = {**described(part("Іс-шаралар", [], [ROW] * 400)), "x": {}}
    asked = orjson.dumps({"paper": paper, "form": "pdf", "made_at": MADE})
    answer = run_limited("shared.office.paper.drawing:draw", asked, memory_mb=1024)
    assert base64.b64decode(answer["data"]).startswith(b"%PDF")


def test_every_list_of_a_word_file_is_numbered_from_one() -> None:
    file = render_word(described(part("А", ["1", "2"], []), part("Б", ["3"], [])), MADE)
    listed = [one for one in docx.Document(io.BytesIO(file)).paragraphs if one.style.name == "List Number"]
    assert len({one._p.pPr.numPr.numId.val for one in listed}) == 2


def test_columns_of_the_media_plan_have_widths_of_their_own() -> None:
    from services.events.media_plans.paper.word import table

    document = docx.Document()
    table(document, {"columns": list("123456789"), "rows": [list("abcdefghi")]})
    made = document.tables[0]
    assert [round(column.width.mm) for column in made.columns] == list(WIDTHS_MM)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.rows)
