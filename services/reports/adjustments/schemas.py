"""Shapes of adjustments in forms and on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, pre_load

from services.reports.adjustments.queries import APPROVED, WAITING, WITHDRAWN
from shared.doors.cursors import PageArgs
from shared.validation import Day, OneOf, Range, Whole, Words

MOST = 1_000_000
TOO_MUCH = "Write at most a million, with minus for less."


class Signed(Whole):
    """A whole number with its sign, whichever minus was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=Range(-MOST, MOST, error=TOO_MUCH), **options)

    def _validated(self, value: Any) -> int:
        return super()._validated(str(value).replace("\u2212", "-").replace("–", "-").replace(" ", ""))


class AdjustmentIn(Schema):
    """What is proposed: how much more (or, with minus, less) of an indicator, where, of which day, why."""

    indicator = fields.String(
        required=True,
        error_messages={"required": "Choose the indicator."},
        metadata={"description": "The id of an indicator of the plan in force, or its code"},
    )
    region = fields.String(
        load_default=None, allow_none=True, metadata={"description": "null: of no region, the whole project"}
    )
    day = Day(required=True, error_messages={"required": "Say of which day the adjustment is."})
    amount = Signed(
        required=True,
        error_messages={
            "required": "Say how much more or less.",
            "invalid": "Write a whole number, like +3 or -2.",
        },
        metadata={"description": "with its sign; of a share this is the numerator"},
    )
    base = Signed(
        load_default=None,
        allow_none=True,
        error_messages={"invalid": "Write a whole number, like +3 or -2."},
        metadata={"description": "of a share: the denominator, with its sign; else nothing"},
    )
    reason = Words(500, "Say why the records do not tell it.", required=True)

    @pre_load
    def empty_base(self, data: Any, **kwargs: Any) -> Any:
        """A field left empty is none."""
        empty = {name for name in ("base", "region") if isinstance(data, dict) and data.get(name) == ""}
        return {name: value for name, value in data.items() if name not in empty} if empty else data


class AdjustmentForm(AdjustmentIn):
    """The form of a new adjustment."""

    project_id = fields.UUID(required=True)


class AdjustmentWithdrawalIn(Schema):
    """Why an adjustment is withdrawn."""

    reason = Words(500, "Say why the adjustment is withdrawn.", required=True)


class AdjustmentOut(Schema):
    """An adjustment; `state` is waiting (for a second person), approved or withdrawn."""

    id = fields.UUID()
    project_id = fields.String()
    indicator_id = fields.String()
    region = fields.String(allow_none=True)
    day = fields.Date()
    amount = fields.Integer()
    base = fields.Integer(allow_none=True)
    reason = fields.String()
    approved_on = fields.Date(allow_none=True)
    withdrawn_because = fields.String(allow_none=True)
    state = fields.String(metadata={"enum": [WAITING, APPROVED, WITHDRAWN]})


class AdjustmentFilter(PageArgs):
    """Which adjustments."""

    indicator = fields.String(load_default="")
    state = fields.String(load_default="", validate=OneOf(["", WAITING, APPROVED, WITHDRAWN]))
