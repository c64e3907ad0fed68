"""What marshmallow says with numbers in it finds its translation."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from marshmallow import ValidationError, fields, validate

from deploy.settings import ROOT
from shared.doors.errors import translated
from shared.validation import SENTENCES, taken_apart

COLOURS = Enum("Colours", "GREEN BLUE")
CHECKS: dict[str, tuple[Callable[[Any], Any], Any]] = {
    "a choice": (validate.OneOf(["training", "master_class"]), "x"),
    "an enum": (fields.Enum(COLOURS).deserialize, "x"),
    "equality": (validate.Equal(3), 4),
    "a range": (validate.Range(1, 500), 501),
    "an open range": (validate.Range(1, 5, min_inclusive=False, max_inclusive=False), 9),
    "a range open above": (validate.Range(1, 5, max_inclusive=False), 9),
    "a range open below": (validate.Range(1, 5, min_inclusive=False), 9),
    "a least": (validate.Range(min=Decimal("0.01")), 0),
    "a bound below": (validate.Range(min=0, min_inclusive=False), 0),
    "a most": (validate.Range(max=12), 13),
    "a bound above": (validate.Range(max=12, max_inclusive=False), 12),
    "a length": (validate.Length(2, 200), "x"),
    "an exact length": (validate.Length(equal=12), "x"),
    "a least length": (validate.Length(min=3), "x"),
    "a most length": (validate.Length(max=2), "xyz"),
    "choices": (validate.ContainsOnly(["docx", "pdf"]), ["exe"]),
    "forbidden choices": (validate.ContainsNoneOf(["exe"]), ["exe"]),
}


def said(check: Callable[[Any], Any], value: Any) -> str:
    """The sentence of marshmallow for a wrong value."""
    with pytest.raises(ValidationError) as caught:
        check(value)
    return str(caught.value.messages[0])


@pytest.mark.parametrize("name", CHECKS)
def test_sentence_with_numbers_is_taken_apart(name: str) -> None:
    text = said(*CHECKS[name])
    msgid, filling = taken_apart(text)
    assert (msgid in SENTENCES, msgid % filling) == (True, text)


def test_every_sentence_is_one_of_marshmallow() -> None:
    assert {taken_apart(said(*check))[0] for check in CHECKS.values()} == set(SENTENCES)


def test_numbers_stand_in_the_russian_sentence() -> None:
    app = Flask(__name__)
    Babel(app, default_locale="ru", default_translation_directories=str(ROOT / "shared/ui/translations"))
    with app.test_request_context():
        assert translated({"name": ["Length must be between 2 and 200."]}) == {
            "name": ["Допустимая длина: от 2 до 200."]
        }


def test_text_with_percent_signs_stays_whole() -> None:
    assert taken_apart("100 % of %(max)s") == ("100 % of %(max)s", {})
