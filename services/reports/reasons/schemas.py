"""Shapes of reasons in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.validation import Words

LONGEST = 400  # it stands in a narrow column of a printed table


class ReasonFields(Schema):
    """Of which month and region it is, and the reason itself."""

    month = fields.String(
        required=True,
        error_messages={"required": "Choose the month."},
        metadata={"description": "a month of the project that has begun", "example": "2022-07"},
    )
    region = fields.String(
        load_default=None, allow_none=True, metadata={"description": "left out: the whole project"}
    )
    text = Words(LONGEST, "Say why the figure is not what was planned.", required=True)


class ReasonForm(ReasonFields):
    """The form of a new reason."""


class CorrectionForm(Schema):
    """The form that corrects the words of a reason."""

    text = Words(LONGEST, "Say why the figure is not what was planned.", required=True)


class WithdrawalIn(Schema):
    """Why a reason is withdrawn."""

    reason = Words(400, "Say why the reason is withdrawn.", required=True)


class ReasonOut(Schema):
    """A reason; `region` is null for the whole project, `withdrawn_because` where no report prints it."""

    id = fields.UUID()
    indicator_id = fields.String()
    month = fields.String()
    region = fields.String(allow_none=True)
    text = fields.String()
    withdrawn_because = fields.String(allow_none=True)


class ReasonFilter(PageArgs):
    """Which reasons."""

    indicator = fields.String(load_default=None, metadata={"description": "an id or a code"})
    region = fields.String(load_default=None)
    month = fields.String(load_default=None)
