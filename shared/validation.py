"""Fields and validators of what people type; what is wrong is said so that a catalogue can hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from marshmallow import ValidationError, fields, validate

Value = TypeVar("Value")
CHOICE = "Must be one of: %(choices)s."
LEAST = "Must be greater than or equal to %(min)s."
MOST = "Must be less than or equal to %(max)s."
WITHIN = "Must be greater than or equal to %(min)s and less than or equal to %(max)s."
SHORTEST = "Shorter than minimum length %(min)s."
LONGEST = "Longer than maximum length %(max)s."
LENGTH = "Length must be between %(min)s and %(max)s."
SENTENCES = (CHOICE, LEAST, MOST, WITHIN, SHORTEST, LONGEST, LENGTH)


class Sentence(str):
    """What is wrong with a value, in English; for other languages it keeps its msgid and what fills it."""

    msgid: str
    filling: dict[str, object]

    def __new__(cls, msgid: str, **filling: object) -> Sentence:
        made = super().__new__(cls, msgid % filling)
        made.msgid, made.filling = msgid, filling
        return made


def bounded(low: object, high: object, least: str, most: str, both: str) -> Sentence:
    """The sentence of the bounds there are."""
    if low is None:
        return Sentence(most, max=high)
    return Sentence(least, min=low) if high is None else Sentence(both, min=low, max=high)


class Range(validate.Range):
    """A value between two bounds (either may be missing), the bounds among them."""

    def __init__(self, min: Any = None, max: Any = None, *, error: str | None = None) -> None:
        super().__init__(min, max, error=error)

    def __call__(self, value: Value) -> Value:
        try:
            return super().__call__(value)
        except ValidationError:
            said = self.error or bounded(self.min, self.max, LEAST, MOST, WITHIN)
            raise ValidationError(said) from None


class Length(validate.Length):
    """A text or a list of at least and at most so many (either may be missing)."""

    def __init__(self, min: int | None = None, max: int | None = None, *, error: str | None = None) -> None:
        super().__init__(min, max, error=error)

    def __call__(self, value: Any) -> Any:
        try:
            return super().__call__(value)
        except ValidationError:
            said = self.error or bounded(self.min, self.max, SHORTEST, LONGEST, LENGTH)
            raise ValidationError(said) from None


class OneOf(validate.OneOf):
    """One of the codes there are."""

    def __init__(self, choices: Iterable[Any]) -> None:
        super().__init__(choices)

    def __call__(self, value: Value) -> Value:
        try:
            return super().__call__(value)
        except ValidationError:
            raise ValidationError(Sentence(CHOICE, choices=self.choices_text)) from None


UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NOTHING_WRITTEN = "Fill this in."
TOO_LONG = "This text is too long: shorten it."
UNSEEN, BLANK = ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"), "\u115f\u1160\u2800\u3164\uffa0"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
ANOTHER_CENTURY = "The day must be between 2000 and 2099. Check the year."


class Words(fields.String):
    """A text of a person: trimmed, without control characters, at most `longest` long;
    empty, or without a sign that is seen, only when it is not required."""

    def __init__(self, longest: int = 200, nothing: str = NOTHING_WRITTEN, **options: Any) -> None:
        super().__init__(
            validate=Length(max=longest, error=TOO_LONG),
            error_messages={"required": nothing},
            **options,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = UNPRINTABLE.sub("", super()._deserialize(value, attr, data, **kwargs)).strip()
        if is_seen(text):
            return text
        if self.required:
            raise ValidationError(self.error_messages["required"])
        return ""


def is_seen(text: str) -> bool:
    """Whether a text shows anything: what has no width, joins or only marks a letter is nothing by itself."""
    return any(unicodedata.category(sign) not in UNSEEN and sign not in BLANK for sign in text)


def of_this_century(day: date) -> bool:
    """Whether the year of a day was not mistyped: 2000 to 2099."""
    return FIRST_DAY <= day <= LAST_DAY


class Day(fields.Date):
    """A day of this century: a mistyped year is said, not kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=Range(FIRST_DAY, LAST_DAY, error=ANOTHER_CENTURY), **options)


class Whole(fields.Integer):
    """A whole number in ordinary digits: 1.5 and ٣ are refused, not rounded or read."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]{1,12}", str(value).strip()):
            raise self.make_error("invalid", input=value)
        return int(value)
