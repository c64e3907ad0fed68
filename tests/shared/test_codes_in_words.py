"""What is told by its words is known by how they begin, and a number never by another it is a part of."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import Babel

from shared.imports.cells import WordOfSeveral, WordUnknown, read_code, spelt

AGES = {"young": "18–35 лет", "grown": "36–60 лет"}
LINES = {"one": "4.1 Тренинги", "other": "4.1 Форумы", "third": "5.2 Центры"}


def read(text: str, words: dict[str, str]) -> str:
    """The code a text stands for, as a row is read."""
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        return read_code(text, spelt([words], {}), words)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("18-35", AGES, "young"),
        ("5.2", LINES, "third"),
        ("36–60", AGES, "grown"),
        ("4.1 форумы", LINES, "other"),
    ],
)
def test_words_are_known_by_how_they_begin(text: str, words: dict[str, str], code: str) -> None:
    assert read(text, words) == code


@pytest.mark.parametrize(("text", "words"), [("18", AGES), ("5", LINES), ("4", LINES), ("лет", AGES)])
def test_a_number_is_no_longer_one_that_begins_with_it(text: str, words: dict[str, str]) -> None:
    with pytest.raises(WordUnknown):
        read(text, words)


def test_a_number_of_several_is_asked_about() -> None:
    with pytest.raises(WordOfSeveral):
        read("4.1", LINES)
