"""A phone of Kazakhstan in the spelling it is kept in, "+77" and nine digits;
lists from a file are read by events."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError, fields

_SEPARATORS = re.compile(r"[\s()\[\]./\\\-\u2010-\u2015\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_NATIONAL = re.compile(r"(?:(?:\+|00)?7|8)?(7(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)[0-9]{7}|7[12][0-9]{8})")


class Phone(fields.String):
    """A phone in any usual spelling."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        found = _NATIONAL.fullmatch(_SEPARATORS.sub("", super()._deserialize(value, attr, data, **kwargs)))
        if not found:
            raise ValidationError("Not a phone number of Kazakhstan.")
        return "+7" + found[1]
