"""Shapes of centres in forms."""
from __future__ import annotations

from marshmallow import Schema, fields, validate


class CentreForm(Schema):
    """A new centre."""

    project_id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(1, 200))
    region = fields.String(required=True)
    settlement = fields.String(required=True, validate=validate.Length(1, 200))
    address = fields.String(load_default=None, validate=validate.Length(max=300))
    host = fields.String(load_default=None, validate=validate.Length(max=300))


class OpeningForm(Schema):
    """The day a centre opened."""

    opened_on = fields.Date(required=True)


class EvidenceForm(Schema):
    """What an attached file is."""

    kind = fields.String(required=True, validate=validate.OneOf(["opening_act", "memorandum", "photo", "other"]))
