"""Shapes of the months of journals."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.doors.cursors import PageArgs
from shared.validation import Words, of_this_century

NOT_A_MONTH = "Write the month as year and number, for example 2022-07."


class Month(fields.Field[date]):
    """A month, "2022-07", as its first day."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        try:
            first = date.fromisoformat(f"{value}-01")
        except ValueError as error:
            raise ValidationError(NOT_A_MONTH) from error
        if not of_this_century(first):
            raise ValidationError(NOT_A_MONTH)
        return first


class ClosingIn(Schema):
    """Why nothing was written down, of a month without entries."""

    reason = Words(500, load_default=None, allow_none=True)


class EmptyMonthIn(Schema):
    """A month in which nothing was written down, and why."""

    centre_id = fields.UUID(required=True, error_messages={"required": "Choose the centre."})
    month = Month(required=True, metadata={"type": "string", "example": "2022-07"})
    reason = Words(500, "Say why nothing was written down.", required=True)


class ReopeningIn(Schema):
    """Why a closed month is opened again."""

    reason = Words(500, "Say why the month is opened again.", required=True)


class MonthOut(Schema):
    """A month of a journal with its consultations: all, of the unnamed, and different people."""

    id = fields.UUID()
    centre_id = fields.UUID()
    centre = fields.String()
    centre_kk = fields.String()
    month = fields.Date()
    consultations = fields.Integer()
    unnamed = fields.Integer()
    people = fields.Integer()
    closed_on = fields.Date(allow_none=True)
    proofs = fields.Integer()
    empty_because = fields.String(allow_none=True)


class MonthFilter(PageArgs):
    """Which months."""

    centre_id = fields.UUID(load_default=None)
