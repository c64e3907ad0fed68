"""Fields of what people type, and marshmallow's sentences taken apart again,
so that a catalogue can hold them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate

# The narrower sentence stands before the wider one that would also fit its words.
SENTENCES = (
    "Must be one of: %(choices)s.",
    "Must be equal to %(other)s.",
    "Must be greater than or equal to %(min)s and less than or equal to %(max)s.",
    "Must be greater than or equal to %(min)s and less than %(max)s.",
    "Must be greater than %(min)s and less than or equal to %(max)s.",
    "Must be greater than %(min)s and less than %(max)s.",
    "Must be greater than or equal to %(min)s.",
    "Must be greater than %(min)s.",
    "Must be less than or equal to %(max)s.",
    "Must be less than %(max)s.",
    "Length must be between %(min)s and %(max)s.",
    "Length must be %(equal)s.",
    "Shorter than minimum length %(min)s.",
    "Longer than maximum length %(max)s.",
    "One or more of the choices you made was not in: %(choices)s.",
    "One or more of the choices you made was in: %(values)s.",
)
HOLE = re.compile(r"%\\\((\w+)\\\)s")
PATTERNS = [
    (re.compile(HOLE.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL), sentence) for sentence in SENTENCES
]


def taken_apart(text: str) -> tuple[str, dict[str, str]]:
    """The msgid of a ready sentence and what fills its holes;
    any other text comes back as it is, with no filling."""
    for pattern, sentence in PATTERNS:
        if match := pattern.fullmatch(text):
            return sentence, match.groupdict()
    return text, {}


UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NOTHING_WRITTEN = "Fill this in."
TOO_LONG = "This text is too long: shorten it."
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
ANOTHER_CENTURY = "The day must be between 2000 and 2099. Check the year."


class Words(fields.String):
    """A text of a person: trimmed, without control characters, at most `longest` long;
    empty only when it is not required."""

    def __init__(self, longest: int = 200, nothing: str = NOTHING_WRITTEN, **options: Any) -> None:
        super().__init__(
            validate=validate.Length(max=longest, error=TOO_LONG),
            error_messages={"required": nothing},
            **options,
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = UNPRINTABLE.sub("", super()._deserialize(value, attr, data, **kwargs)).strip()
        if not text and self.required:
            raise ValidationError(self.error_messages["required"])
        return text


def of_this_century(day: date) -> bool:
    """Whether the year of a day was not mistyped: 2000 to 2099."""
    return FIRST_DAY <= day <= LAST_DAY


class Day(fields.Date):
    """A day of this century: a mistyped year is said, not kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Range(FIRST_DAY, LAST_DAY, error=ANOTHER_CENTURY), **options)


class Whole(fields.Integer):
    """A whole number in ordinary digits: 1.5 and ٣ are refused, not rounded or read."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]{1,12}", str(value).strip()):
            raise self.make_error("invalid", input=value)
        return int(value)
