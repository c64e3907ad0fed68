"""Shapes of centres in forms."""
from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.registry.centres.models import ACCEPTED


class CentreForm(Schema):
    """A new centre."""

    project_id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(1, 200))
    region = fields.String(required=True)
    settlement = fields.String(required=True, validate=validate.Length(1, 200))
    address = fields.String(load_default=None, validate=validate.Length(max=300))
    host = fields.String(load_default=None, validate=validate.Length(max=300))


class CorrectionForm(Schema):
    """What may be corrected about a centre; the day only of one that has opened."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    settlement = fields.String(required=True, validate=validate.Length(1, 200))
    address = fields.String(load_default=None, validate=validate.Length(max=300))
    host = fields.String(load_default=None, validate=validate.Length(max=300))
    opened_on = fields.Date(load_default=None)


class OpeningForm(Schema):
    """The day a centre opened."""

    opened_on = fields.Date(required=True)


class EvidenceForm(Schema):
    """What an attached file is."""

    kind = fields.String(required=True, validate=validate.OneOf(list(ACCEPTED)))
