"""A wrong value is said with its numbers apart from the sentence, so that each language has its own."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from marshmallow import Schema, ValidationError, fields, validate

from deploy.settings import ROOT
from shared.doors.errors import translated
from shared.validation import SENTENCES, Length, OneOf, Range, Sentence, Words
from tests.house.code import PRODUCT, files, name, tree

CHECKS: dict[str, tuple[Callable[[Any], Any], Any, str]] = {
    "a choice": (OneOf(["training", "fair"]), "x", "Must be one of: training, fair."),
    "a range": (Range(1, 500), 501, "Must be greater than or equal to 1 and less than or equal to 500."),
    "a least": (Range(min=Decimal("0.01")), 0, "Must be greater than or equal to 0.01."),
    "a most": (Range(max=12), 13, "Must be less than or equal to 12."),
    "a length": (Length(2, 200), "x", "Length must be between 2 and 200."),
    "a least length": (Length(min=3), "x", "Shorter than minimum length 3."),
    "a most length": (Length(max=2), "xyz", "Longer than maximum length 2."),
}
OURS = {"Range", "Length", "OneOf"}


def said(check: Callable[[Any], Any], value: Any) -> Any:
    """The sentence for a wrong value."""
    with pytest.raises(ValidationError) as caught:
        check(value)
    return caught.value.messages[0]


@pytest.mark.parametrize("what", CHECKS)
def test_wrong_value_is_said_with_its_numbers_apart(what: str) -> None:
    check, value, sentence = CHECKS[what]
    found = said(check, value)
    assert found == sentence
    assert isinstance(found, Sentence) and found.msgid in SENTENCES


def test_every_sentence_is_said_of_something() -> None:
    assert {said(check, value).msgid for check, value, _ in CHECKS.values()} == set(SENTENCES)


@pytest.mark.parametrize(
    ("check", "value"),
    [(Range(1, 500), 1), (Range(1, 500), 500), (Length(2, 3), "abc"), (OneOf(["fair"]), "fair")],
)
def test_right_value_comes_back(check: Callable[[Any], Any], value: Any) -> None:
    assert check(value) == value


def test_sentence_of_its_own_is_said_instead() -> None:
    assert said(Range(date(2000, 1, 1), error="Check the year."), date(1922, 1, 1)) == "Check the year."


class Row(Schema):
    """A row of a list."""

    name = fields.String(validate=[Length(2, 200), OneOf(["Асар"])])


class Rows(Schema):
    """A list in a body."""

    rows = fields.List(fields.Nested(Row))


def test_numbers_stand_in_the_russian_sentence_however_deep() -> None:
    app = Flask(__name__)
    Babel(app, default_locale="ru", default_translation_directories=str(ROOT / "shared/ui/translations"))
    with app.test_request_context(), pytest.raises(ValidationError) as caught:
        Rows().load({"rows": [{"name": "x"}]})
    with app.test_request_context():
        assert translated(caught.value.messages) == {
            "rows": {"0": {"name": ["Допустимая длина: от 2 до 200.", "Допустимые значения: Асар."]}}
        }


def test_text_with_percent_signs_stays_whole() -> None:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        assert translated(["100 % of %(max)s"]) == ["100 % of %(max)s"]


def with_holes() -> set[str]:
    """Validators of marshmallow that put something into a sentence of their own."""
    kinds = {kind: vars(kind) for kind in vars(validate).values() if isinstance(kind, type)}
    return {
        kind.__name__
        for kind, parts in kinds.items()
        if any("message" in part and "{" in text for part, text in parts.items() if isinstance(text, str))
    }


def test_nobody_says_a_sentence_of_marshmallow_with_holes() -> None:
    assert with_holes() >= OURS
    assert not [
        f"{name(path)}:{node.lineno}"
        for path in files(*PRODUCT)
        if name(path) != "shared/validation.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node.value) == "validate"
        and node.attr in with_holes()
    ]


@pytest.mark.parametrize(
    "unseen", ["\u200b\u200b", "\ufeff", "\u202e", "\u2028", "\u0301", "\u00ad \u2060", "\u3164"]
)
def test_text_without_a_sign_that_is_seen_is_no_text(unseen: str) -> None:
    with pytest.raises(ValidationError):
        Words(required=True).deserialize(unseen)
    assert Words(load_default="").deserialize(unseen) == ""


@pytest.mark.parametrize("seen", ["Ә", "7", "–", "👩\u200d👧", "е\u0301", "\u200bАйгүл", "☎\ufe0f"])
def test_text_with_one_is_kept_as_it_was_typed(seen: str) -> None:
    assert Words(required=True).deserialize(seen) == seen
