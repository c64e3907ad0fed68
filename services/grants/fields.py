"""What people type into grants: amounts in tenge."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields

from shared.i18n import NBSP

WRITTEN = re.compile(r"(?P<whole>[0-9]{1,12})(?:[.,](?P<tiyn>[0-9]{1,2}))?")
PADDING = re.compile(rf"[ {NBSP}\u202f\u2009]|₸")
NOT_AN_AMOUNT = "Write the amount in tenge with ordinary digits, for example 450000 or 450000.50."
NOT_WRITTEN = "Write an amount in tenge."
NOT_POSITIVE = "The amount must be more than zero."


class Money(fields.Decimal):
    """Tenge, above zero, at most two decimals. People may write spaces,
    the sign ₸ and a decimal comma; nothing is rounded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(places=2, error_messages={"required": NOT_WRITTEN}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        text = "" if isinstance(value, bool) else PADDING.sub("", str(value))
        match = WRITTEN.fullmatch(text)
        if not match:
            raise ValidationError(
                NOT_POSITIVE if WRITTEN.fullmatch(text.removeprefix("-")) else NOT_AN_AMOUNT
            )
        amount = Decimal(f"{match['whole']}.{match['tiyn'] or '0'}")
        if not amount:
            raise ValidationError(NOT_POSITIVE)
        return amount
