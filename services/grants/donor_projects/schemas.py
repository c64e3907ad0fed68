"""Shapes of projects funded by donors in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.grants.contests.schemas import Money
from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.donors import ORIGINS
from shared.validation import Day, OneOf, Words


class DonorProjectFields(InKazakh):
    """What is said of a project taken to a donor; without a day the donor has not decided yet."""

    title = Words(300, "Give it a title.", required=True)
    title_kk = in_kazakh(300)
    participant = Words(200, "Write whose project it is.", required=True)
    region = fields.String(required=True, error_messages={"required": "Choose the region."})
    settlement = Words(200, load_default="")
    donor = Words(300, "Write who gives the money.", required=True)
    origin = fields.String(
        required=True,
        validate=OneOf(ORIGINS),
        error_messages={"required": "Say whether the donor is domestic or foreign."},
    )
    amount = Money(required=True, metadata={"example": 1500000})
    decided_on = Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The day of the donor's decision; left out: he has not decided yet"},
    )


class DonorProjectIn(DonorProjectFields):
    """A new project taken to a donor."""

    project_id = fields.UUID(required=True)


class DonorProjectOut(Schema):
    """A project in a list; `state` is waiting (for the decision), unproven (no letter that opens), proven,
    withdrawn. Whose project it is, is not told to other tools."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    region = fields.String()
    settlement = fields.String()
    title = fields.String()
    title_kk = fields.String()
    donor = fields.String()
    origin = fields.String()
    amount = fields.Decimal()
    decided_on = fields.Date(allow_none=True)
    state = fields.String()


class DonorProjectFilter(PageArgs):
    """Which projects."""

    project_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
