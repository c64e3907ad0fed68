"""A settlement typed in Russian is said in Kazakh to a Kazakh reader, and to him alone."""

from __future__ import annotations

import re

import pytest

from deploy.settings import ROOT
from shared.language.settlements import NAMES, in_kazakh, typed_as
from shared.language.wordings import KAZAKH_LETTER
from tests.suite import Suite

GATHERING = {
    "activity": "4.1",
    "type": "training",
    "title": "Тренинг",
    "region": "turkistan",
    "starts_on": "2022-04-12",
    "mode": "offline",
}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("с. Карнак", "Қарнақ ауылы"),
        ("с.Карнак", "Қарнақ ауылы"),
        ("Карнак", "Қарнақ"),
        ("село Карнак", "Қарнақ ауылы"),
        ("г. Уральск", "Орал қаласы"),
        ("Г. УРАЛЬСК", "Орал қаласы"),
        ("г. Усть-Каменогорск", "Өскемен қаласы"),
        ("п. Айтеке-би", "Әйтеке би кенті"),
        ("с. Перемётное", "Переметный ауылы"),
        ("пос. Переметное", "Переметный кенті"),
        ("г. Форт-Шевченко", "Форт-Шевченко қаласы"),
        ("с. Берёзовка", "Берёзовка ауылы"),  # not known: the name stays as it was typed
        ("станция Сары-Шаган", "Сары-Шаган станциясы"),
        ("г Астана", "Астана қаласы"),
        ("Сарыагаш", "Сарыағаш"),
        ("Саксаул", "Саксаул"),  # begins as kinds do
        ("Аксай", "Ақсай"),
        ("Пешков", "Пешков"),
    ],
)
def test_place_and_kind_are_said_in_kazakh(typed: str, said: str) -> None:
    assert in_kazakh(typed) == said


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Қарнақ ауылы",
        "Шиелі кенті",
        "Ақтау қ.",
        "с. Карнак, ул. Абая, 5",
        "с/о Карнакский",
        "511610000",
        "с.",
    ],
)
def test_what_is_kazakh_or_says_more_stays_as_it_was_typed(typed: str) -> None:
    assert in_kazakh(typed) == typed


def test_no_known_name_is_said_in_russian() -> None:
    odd = [said for name, said in NAMES.items() if "ск" in said[-2:] and not KAZAKH_LETTER.search(said)]
    assert not odd and len(NAMES) > 130


@pytest.mark.parametrize(
    ("asked", "typed"),
    [("Қарнақ", ["Карнак"]), ("қарнақ ауылы", ["Карнак"]), ("Орал", ["Уральск"]), ("Карнак", []), ("ау", [])],
)
def test_a_place_is_found_by_its_kazakh_name(asked: str, typed: list[str]) -> None:
    assert typed_as(asked) == typed


PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
IN_WORDS = re.compile(r"place_words\([^)]*\)|(?:if|!=) [\w.]+\.settlement")
KEPT = ("fields.html", "form.html")  # what is typed stands there as it is kept


def test_every_page_says_settlements_in_the_language_of_its_reader() -> None:
    pages = [page for page in (ROOT / "services").glob("*/templates/**/*.html") if page.name not in KEPT]
    said = {page.name: PRINTED.findall(page.read_text("utf-8")) for page in pages}
    raw = {
        name: [cell for cell in cells if ".settlement" in IN_WORDS.sub("", cell)]
        for name, cells in said.items()
    }
    assert {name: cells for name, cells in raw.items() if cells} == {}


def test_lists_and_pages_say_a_village_in_kazakh_and_find_it_by_that(suite: Suite, project: str) -> None:
    body = GATHERING | {"project_id": project, "settlement": "с. Карнак"}
    made = suite.ok("POST", "/events/api/v1/gatherings", json=body)["id"]
    lead = suite.browser("project_lead")
    asked = "col=title&col=settlement&q=Қарнақ"
    kazakh = lead.get(f"/events/gatherings?locale=kk&{asked}", follow_redirects=True).get_data(as_text=True)
    assert "Қарнақ ауылы" in kazakh and "с. Карнак" not in kazakh
    assert "Қарнақ ауылы" in lead.get(f"/events/gatherings/{made}?locale=kk", follow_redirects=True).get_data(
        as_text=True
    )
    russian = lead.get(f"/events/gatherings?locale=ru&{asked}", follow_redirects=True).get_data(as_text=True)
    assert "с. Карнак" in russian and "Қарнақ ауылы" not in russian
