"""Shapes of memoranda in forms and on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from shared.doors.cursors import PageArgs
from shared.validation import Day, Length, Words

MOST_PARTIES = 30
ENDS_BEFORE = "It cannot end before it was signed."


class MemorandumFields(Schema):
    """What is said of a memorandum, new or corrected."""

    parties = fields.List(
        Words(300),
        required=True,
        validate=Length(max=MOST_PARTIES),
        error_messages={"required": "Name the parties."},
        metadata={"description": "Ids of organisations, or their names as the register has them"},
    )
    signed_on = Day(required=True, error_messages={"required": "Say on which day it was signed."})
    valid_until = Day(load_default=None, allow_none=True)
    region = fields.String(load_default=None, allow_none=True)
    subject = Words(300, "Say what it is about.", required=True)
    outside = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep a day outside the project, which is else refused to be asked"},
    )
    without_grantee = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep it though the grantee is no party, which is else asked"},
    )
    again = fields.Boolean(
        load_default=False,
        metadata={"description": "true: another memorandum of the same day and parties, which is else asked"},
    )

    @validates_schema
    def ends(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It ends on the day it was signed or later."""
        until = data.get("valid_until")
        if until and data.get("signed_on") and until < data["signed_on"]:
            raise ValidationError({"valid_until": [ENDS_BEFORE]})


class MemorandumIn(MemorandumFields):
    """A new memorandum."""

    project_id = fields.UUID(required=True)


class Answered(Schema):
    """What a form says of parties nobody knew, one place a party: the id of the organisation that is meant,
    or the kind as which a new one is written down."""

    instead = fields.List(fields.String(), load_default=list)


class MemorandumForm(MemorandumIn, Answered):
    """The form of a new memorandum."""


class CorrectionForm(MemorandumFields, Answered):
    """The form that corrects a memorandum."""


class WithdrawalIn(Schema):
    """Why a memorandum is withdrawn."""

    reason = Words(500, "Say why it is withdrawn.", required=True)


class PartyOut(Schema):
    """A party by its organisation and the name it signed under."""

    organisation_id = fields.UUID()
    name = fields.String()


class MemorandumOut(Schema):
    """A memorandum in a list; `state` is proven, unproven (no scan that opens) or withdrawn."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    signed_on = fields.Date()
    valid_until = fields.Date(allow_none=True)
    subject = fields.String()
    parties = fields.List(fields.Nested(PartyOut))
    state = fields.String()


class MemorandumFilter(PageArgs):
    """Which memoranda."""

    project_id = fields.UUID(load_default=None)
    organisation_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
