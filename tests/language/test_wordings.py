"""What looks Russian where Kazakh words are asked for, and what bears the mark."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from deploy.demo.publications_in_kazakh import KAZAKH
from shared.language.wordings import looks_russian, marked

ROOT = Path(__file__).resolve().parents[2]


def sentences(language: str) -> list[str]:
    """Everything the catalogues say in a language, of three words and more."""
    places = ROOT.glob(f"s*/**/{language}/LC_MESSAGES/messages.po")
    found = [read_po(BytesIO(path.read_bytes())) for path in places]
    said = [message.string for catalog in found for message in catalog if message.id]
    every = [text for each in said for text in (each if isinstance(each, tuple | list) else [each])]
    return [text for text in every if text and len(text.split()) > 2]


@pytest.mark.parametrize(
    "text",
    [
        "Тренинг в Шорнаке",
        "Приглашение СМИ на итоговый брифинг",
        "Объявлен конкурс малых грантов",
        "Отчёт о работе центров",
        "Детская площадка",
    ],
)
def test_russian_words_look_russian(text: str) -> None:
    assert looks_russian(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Семинар",
        "Баспана туралы",
        "Форум: Алматы",
        "Ауылдағы тренинг и кездесу",
        "Instagram",
        "Иванов Петр",
    ],
)
def test_words_of_both_languages_and_names_do_not(text: str) -> None:
    assert not looks_russian(text)


def test_nothing_the_product_says_in_kazakh_looks_russian() -> None:
    assert not [text for text in [*sentences("kk"), *KAZAKH.values()] if looks_russian(text)]


def test_most_of_what_it_says_in_russian_does() -> None:
    said = sentences("ru")
    assert len(said) > 3000 and sum(map(looks_russian, said)) > len(said) * 0.75


def test_only_russian_without_kazakh_is_marked() -> None:
    assert marked("Тренинг в Шорнаке", "") == "Тренинг в Шорнаке\u00a0*"
    assert marked("Тренинг в Шорнаке", "Шорнақтағы тренинг") == "Шорнақтағы тренинг"
    assert marked("Шорнақтағы тренинг", None) == "Шорнақтағы тренинг"
