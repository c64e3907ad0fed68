"""Shapes of the monthly reports of the centres."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.validation import Words, of_this_century

NOT_A_MONTH = "Write the month as year and number, for example 2022-07."
LONGEST = 4000


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

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        return f"{value:%Y-%m}"


class BeginningIn(Schema):
    """Of which project and month."""

    project_id = fields.UUID(required=True)
    month = Month(required=True, metadata={"type": "string", "example": "2022-07"})


class SectionIn(Schema):
    """The sentences of one centre."""

    done = Words(LONGEST, "Write what the centre did this month.", required=True)
    problems = Words(LONGEST, load_default=None, allow_none=True)
    plans = Words(LONGEST, load_default=None, allow_none=True)


class WordsIn(Schema):
    """What the coordinator says about the whole month."""

    words = Words(LONGEST, load_default=None, allow_none=True)


class ReturnIn(Schema):
    """Why a report is returned."""

    reason = Words(500, "Say why it is returned.", required=True)


class CentreReportFilter(Schema):
    """Of which project."""

    project_id = fields.UUID(required=True)


class CentreReportOut(Schema):
    """A month the plan asks a report of; without an id nobody began it. `written` of `centres` wrote their
    sentences, `signed` says whether the scan is there and opens."""

    id = fields.UUID(allow_none=True)
    month = Month(metadata={"type": "string", "example": "2022-07"})
    state = fields.String()
    due = fields.Date()
    handed_in = fields.Date(allow_none=True)
    late = fields.Boolean()
    centres = fields.Integer()
    written = fields.Integer()
    signed = fields.Boolean()
