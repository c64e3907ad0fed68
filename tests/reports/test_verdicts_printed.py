"""Every verdict has its words and its colour in every document: a new one without them stops a report."""

from __future__ import annotations

import re
import tomllib

import pytest

from services.reports.documents.programme_report import word
from services.reports.documents.programme_report.sheets import looks
from shared.language.verdicts import VERDICTS
from tests.house.code import ROOT

FORM = ROOT / "services/reports/documents/programme_report"


@pytest.mark.parametrize("palette", ["tones", "fills"])
def test_every_verdict_has_a_colour_in_the_pdf(palette: str) -> None:
    told = (FORM / "typst/parts.typ").read_text("utf-8").split(f"#let {palette} = (", 1)[1]
    assert set(re.findall(r"(\w+): rgb", told.split("\n)", 1)[0])) == set(VERDICTS)


@pytest.mark.parametrize("tones", [word.TONES, looks.TONES], ids=["word", "excel"])
def test_every_verdict_has_a_tone_in_word_and_excel(tones: dict[str, str]) -> None:
    assert set(tones) == set(VERDICTS)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_every_verdict_has_words_in_every_language(language: str) -> None:
    labels = tomllib.loads((FORM / "labels.toml").read_text("utf-8"))[language]
    tables = [table for table in labels.values() if isinstance(table, dict) and "not_met" in table]
    assert tables and all(set(VERDICTS) <= set(table) for table in tables)
