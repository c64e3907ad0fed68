"""Shapes of the months of journals."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.validation import Words


class ReopeningIn(Schema):
    """Why a closed month is opened again."""

    reason = Words(500, "Say why the month is opened again.", required=True)


class MonthOut(Schema):
    """A month of a journal with its consultations: all, of the unnamed, and different people."""

    id = fields.UUID()
    centre_id = fields.UUID()
    centre = fields.String()
    month = fields.Date()
    consultations = fields.Integer()
    unnamed = fields.Integer()
    people = fields.Integer()
    closed_on = fields.Date(allow_none=True)
    proofs = fields.Integer()


class MonthFilter(PageArgs):
    """Which months."""

    centre_id = fields.UUID(load_default=None)
