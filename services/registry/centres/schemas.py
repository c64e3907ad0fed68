"""Shapes of centres in forms."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Day, Words


class CentreForm(Schema):
    """A new centre."""

    project_id = fields.UUID(required=True)
    name = Words(200, required=True)
    region = fields.String(required=True)
    settlement = Words(200, required=True)
    address = Words(300, load_default=None)
    host = Words(300, load_default=None)


class CorrectionForm(Schema):
    """What may be corrected about a centre; the day only of one that has opened."""

    name = Words(200, required=True)
    settlement = Words(200, required=True)
    address = Words(300, load_default=None)
    host = Words(300, load_default=None)
    opened_on = Day(load_default=None)


class OpeningForm(Schema):
    """The day a centre opened."""

    opened_on = Day(required=True)
