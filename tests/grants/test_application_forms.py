"""An application on paper for the commission: PDF and Word, in both languages, with what the region asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from shared.plugins.asking import Plugins
from tests.grants.conftest import Browser, Tool
from tests.reports.printed import docx_text, pdf_text
from tests.shared.plugin_making import write

QUESTIONS = "\n".join(
    f'[[extra_fields]]\nservice = "grants"\nentity = "application"\nkey = "{key}"\ntype = "text"\n'
    f'printed = {printed}\nlabel = {{ru = "Квартал {key}", kk = "Махалла {key}"}}\n'
    for key, printed in (("shown", "true"), ("hidden", "false"))
)


@pytest.fixture
def application(app: Flask, lead: Tool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """An application of a region that asks two things, one of them for papers."""
    name = write(tmp_path, QUESTIONS, regions='["zhambyl"]')
    monkeypatch.setitem(app.extensions, "plugins", Plugins([name], tmp_path))
    said = {f"{name}.shown": "Көктем", f"{name}.hidden": "Тайна"}
    return lead.application(lead.contest(), extra=said)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("Заявка на малый грант №", "Квартал shown", "Рекомендация комиссии", "Член комиссии")),
        ("kk", ("шағын грантқа өтінім", "Махалла shown", "Комиссияның ұсынымы", "Комиссия мүшесі")),
    ],
)
def test_application_is_printed_in_both_forms_with_what_the_region_asks_for_papers(
    application: str, browser: Callable[..., Browser], language: str, words: tuple[str, ...]
) -> None:
    here = f"/applications/{application}/form"
    asked = browser()
    paper = pdf_text(asked.get(f"{here}.pdf?language={language}").get_data())
    word = docx_text(asked.get(f"{here}.docx?language={language}").get_data())
    for text in (paper, word):
        assert all(each in text for each in (*words, "Көктем", "Сквер у школы", "«Жастар»", "480")), text
        assert "Тайна" not in text
    page = asked.get(f"/applications/{application}").text
    assert "form.pdf?language=kk" in page and "form.docx?language=ru" in page
    assert asked.get(f"{here}.txt").status_code == 404


def test_neighbour_prints_no_application_of_another_region(
    application: str, browser: Callable[..., Browser]
) -> None:
    assert browser("partner").get(f"/applications/{application}/form.pdf").status_code == 404
