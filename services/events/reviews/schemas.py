"""Shapes of reviews in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.language.reviews import NETWORKS, TONES
from shared.validation import Day, OneOf, Words


class ReviewFields(Schema):
    """What is said of a review, new or corrected; nobody's name is asked."""

    network = fields.String(
        required=True, validate=OneOf(NETWORKS), error_messages={"required": "Say in which network."}
    )
    written_on = Day(required=True, error_messages={"required": "Say on which day it was written."})
    tone = fields.String(
        required=True,
        validate=OneOf(TONES),
        error_messages={"required": "Say how it speaks of the project."},
    )
    said = Words(2000, load_default=None, allow_none=True)
    link = fields.URL(load_default=None, allow_none=True, schemes={"http", "https"})
    region = fields.String(load_default=None, allow_none=True)
    outside = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep a day outside the project, which is else refused to be asked"},
    )
    again = fields.Boolean(
        load_default=False,
        metadata={"description": "true: another review under a link that is recorded, which is else asked"},
    )


class ReviewIn(ReviewFields):
    """A new review."""

    project_id = fields.UUID(required=True)


class WithdrawalIn(Schema):
    """Why a review is withdrawn."""

    reason = Words(500, "Say why it is struck off.", required=True)


class ReviewOut(Schema):
    """A review in a list; `state` is proven, unproven (no link, no file that opens) or withdrawn."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    written_on = fields.Date()
    network = fields.String()
    tone = fields.String()
    said = fields.String(allow_none=True)
    link = fields.String(allow_none=True)
    state = fields.String()


class ReviewFilter(PageArgs):
    """Which reviews."""

    project_id = fields.UUID(load_default=None)
    tone = fields.String(load_default=None, validate=OneOf(TONES))
    region = fields.String(load_default=None)
