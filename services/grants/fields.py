"""What people type into grants: amounts in tenge and lines of text."""
from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.i18n import NBSP

WRITTEN = re.compile(r"(?P<whole>[0-9]{1,12})(?:[.,](?P<tiyn>[0-9]{1,2}))?")
PADDING = re.compile(rf"[ {NBSP}\u202f\u2009]|₸")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NOT_AN_AMOUNT = "Write the amount in tenge with ordinary digits, for example 450000 or 450000.50."
NOT_WRITTEN = "Write an amount in tenge."
NOT_POSITIVE = "The amount must be more than zero."
NOTHING_WRITTEN = "Fill this in."
TOO_LONG = "This text is too long: shorten it."


class Money(fields.Decimal):
    """Tenge, above zero, at most two decimals. People may write spaces, the sign ₸ and a decimal comma; nothing is rounded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(places=2, error_messages={"required": NOT_WRITTEN}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        text = "" if isinstance(value, bool) else PADDING.sub("", str(value))
        match = WRITTEN.fullmatch(text)
        if not match:
            raise ValidationError(NOT_POSITIVE if WRITTEN.fullmatch(text.removeprefix("-")) else NOT_AN_AMOUNT)
        amount = Decimal(f"{match['whole']}.{match['tiyn'] or '0'}")
        if not amount:
            raise ValidationError(NOT_POSITIVE)
        return amount


class Words(fields.String):
    """A text of a person: trimmed, without control characters, at most `longest` long; empty only when it is not required."""

    def __init__(self, longest: int = 200, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=longest, error=TOO_LONG), error_messages={"required": NOTHING_WRITTEN}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = UNPRINTABLE.sub("", super()._deserialize(value, attr, data, **kwargs)).strip()
        if not text and self.required:
            raise ValidationError(NOTHING_WRITTEN)
        return text
