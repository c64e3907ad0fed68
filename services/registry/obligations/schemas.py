"""Shapes of obligations in forms and on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.roles import ROLES
from shared.validation import Day, Length, OneOf, Range, Whole, Words

MOST, LONGEST = 500, 366
ONE_WAY = "Give the new day or the number of days, one of the two."
WHY_WAIVED = "Say why it is waived."
WHY_PUT_OFF = "Say why it is put off."


class TakenIn(Schema):
    """What of one indicator is confirmed: `count` where the plan gives no number, `due_on` where another day
    is meant than the plan's."""

    indicator_id = fields.UUID(required=True)
    count = Whole(load_default=None, allow_none=True, validate=Range(1, 200))
    due_on = Day(load_default=None, allow_none=True)
    owner = fields.String(load_default=None, allow_none=True, validate=OneOf(ROLES))


class ConfirmationIn(Schema):
    """What of the plan is confirmed."""

    taken = fields.List(
        fields.Nested(TakenIn),
        required=True,
        validate=Length(1, MOST),
        error_messages={"required": "Choose what is confirmed."},
    )


class OwnedFields(Schema):
    """Whose work an obligation is."""

    owner = fields.String(
        required=True, validate=OneOf(ROLES), error_messages={"required": "Say whose work it is."}
    )


class ObligationChange(OwnedFields, InKazakh):
    """What can still be said of an obligation: whose work it is, what it is called in Kazakh."""

    title_kk = in_kazakh(300)


class ObligationIn(ObligationChange):
    """An obligation no line of the plan counts."""

    project_id = fields.UUID(required=True)
    title = Words(300, "Say what has to exist.", required=True)
    region = fields.String(load_default=None, allow_none=True)
    due_on = Day(required=True, error_messages={"required": "Say by which day."})


class WaiverIn(Schema):
    """Why an obligation is waived."""

    reason = Words(500, WHY_WAIVED, required=True)


class ReasonIn(Schema):
    """Why days or promises follow the plan in force."""

    obligations = fields.List(fields.UUID(), required=True, validate=Length(1, MOST))
    reason = Words(500, WHY_WAIVED, required=True)


class PostponementIn(Schema):
    """What is put off, to when and why."""

    obligations = fields.List(
        fields.UUID(),
        required=True,
        validate=Length(1, MOST),
        error_messages={"required": "Choose what is put off."},
    )
    now_on = Day(load_default=None, allow_none=True)
    days = Whole(load_default=None, allow_none=True, validate=Range(1, LONGEST))
    reason = Words(500, WHY_PUT_OFF, required=True)

    @validates_schema
    def one_way(self, data: dict[str, Any], **kwargs: Any) -> None:
        """One day for all of them, or the same number of days for each."""
        if (data.get("now_on") is None) == (data.get("days") is None):
            raise ValidationError({"now_on": [ONE_WAY]})


class FulfilmentIn(Schema):
    """Since when it is there."""

    done_on = Day(required=True, error_messages={"required": "Say since when it is there."})


class ObligationFilter(PageArgs):
    """Which obligations."""

    project_id = fields.UUID(load_default=None)


class ObligationOut(Schema):
    """An obligation; `status` is open or waived: whether it is done, reports say."""

    id = fields.UUID()
    project_id = fields.UUID()
    indicator_id = fields.UUID(allow_none=True)
    measure = fields.String(allow_none=True)
    title = fields.String()
    title_kk = fields.String()
    region = fields.String(allow_none=True)
    number = fields.Integer()
    ground = fields.String(metadata={"description": "town or village, where the plan asks for both"})
    quantity = fields.Decimal()
    starts_on = fields.Date(allow_none=True)
    due_on = fields.Date()
    promised_on = fields.Date()
    owner = fields.String()
    status = fields.String()
    done_on = fields.Date(allow_none=True)


class SlotOut(Schema):
    """One thing the plan asks for and nobody confirmed yet."""

    region = fields.String(allow_none=True)
    number = fields.Integer()
    ground = fields.String(allow_none=True)
    quantity = fields.Decimal()
    starts_on = fields.Date(allow_none=True)
    due_on = fields.Date(allow_none=True)


class ProposedOut(Schema):
    """What an indicator of the plan asks to exist; no slots where the plan does not say how many."""

    indicator_id = fields.UUID()
    code = fields.String()
    measure = fields.String()
    owner = fields.String()
    slots = fields.List(fields.Nested(SlotOut))


class ConfirmedOut(Schema):
    """How many obligations were added."""

    added = fields.Integer()
