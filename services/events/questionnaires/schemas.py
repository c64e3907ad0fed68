"""Shapes of questionnaires in forms and on the wire."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validates_schema

from shared.doors.cursors import PageArgs
from shared.language.questionnaires import CHOICE, GRID, QUESTIONS, SATISFACTION
from shared.validation import Length, OneOf, Sentence, Words

MOST_QUESTIONS, MOST_OPTIONS = 30, 12
LISTS = ("kind", "ru", "kk", "options_ru", "options_kk")
ONE_SATISFACTION = "Exactly one question must ask how satisfied people are: the figure comes from it."
UNEVEN = "Question %(number)s: as many answers in Russian as in Kazakh, one a line."
TOO_FEW = "Question %(number)s: give its answers, one a line."
HALF_SAID = "Question %(number)s: write it in both languages."
UNKINDLY = "Question %(number)s: say what kind of answer it wants."


class InBoth(Schema):
    """Words in both languages."""

    ru = Words(500, "Write it in both languages.", required=True)
    kk = Words(500, "Write it in both languages.", required=True)


class Question(InBoth):
    """A question; `options` are the answers of a choice or the lines of a grid."""

    kind = fields.String(required=True, validate=OneOf(QUESTIONS))
    options = fields.List(fields.Nested(InBoth), load_default=list, validate=Length(max=MOST_OPTIONS))


class QuestionnaireIn(Schema):
    """A questionnaire, new or changed: a change is its next version."""

    title = fields.Nested(InBoth, required=True)
    intro = fields.Nested(InBoth, required=True)
    questions = fields.List(
        fields.Nested(Question), required=True, validate=Length(min=1, max=MOST_QUESTIONS)
    )

    @validates_schema
    def whole(self, data: dict[str, Any], **kwargs: Any) -> None:
        """One question makes the figure; a choice has two answers, a grid a line."""
        questions = data.get("questions", [])
        if sum(question["kind"] == SATISFACTION for question in questions) != 1:
            raise ValidationError({"questions": [ONE_SATISFACTION]})
        least = {CHOICE: 2, GRID: 1}
        for number, question in enumerate(questions, 1):
            if len(question["options"]) < least.get(question["kind"], 0):
                raise ValidationError({"questions": [Sentence(TOO_FEW, number=number)]})


class QuestionnaireForm(QuestionnaireIn):
    """The form of a page: a question is a row of fields, its answers are lines of a text."""

    template = Words(300, load_default="")

    @pre_load
    def sewn(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Put the fields together; an empty row is no question."""
        rows = zip_longest(*(data.get(name, []) for name in LISTS), fillvalue="")
        asked = [row for row in rows if any(cell.strip() for cell in row[1:])]
        return {
            "title": both(data, "title"),
            "intro": both(data, "intro"),
            "questions": [question(number, *row) for number, row in enumerate(asked, 1)],
            "template": data.get("template", ""),
        }


def both(data: dict[str, Any], name: str) -> dict[str, str]:
    """Words of two fields."""
    return {language: data.get(f"{name}_{language}", "") for language in ("ru", "kk")}


def question(number: int, kind: str, ru: str, kk: str, options_ru: str, options_kk: str) -> dict[str, Any]:
    """A row of the form as a question; refused by its number."""
    if not kind:
        raise ValidationError({"questions": [Sentence(UNKINDLY, number=number)]})
    if not ru.strip() or not kk.strip():
        raise ValidationError({"questions": [Sentence(HALF_SAID, number=number)]})
    options = [lines(options_ru), lines(options_kk)] if kind in (CHOICE, GRID) else [[], []]
    if len(options[0]) != len(options[1]):
        raise ValidationError({"questions": [Sentence(UNEVEN, number=number)]})
    pairs = [{"ru": one, "kk": other} for one, other in zip(*options, strict=True)]
    return {"kind": kind, "ru": ru, "kk": kk, "options": pairs}


def lines(text: str) -> list[str]:
    """The lines of a text that have words."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class QuestionnaireOut(Schema):
    """A questionnaire as its newest version has it."""

    id = fields.UUID()
    version_id = fields.UUID()
    number = fields.Integer()
    title = fields.Nested(InBoth)
    questions = fields.List(fields.Nested(Question))


class QuestionnaireFilter(PageArgs):
    """Which questionnaires: all of them."""
