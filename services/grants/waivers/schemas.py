"""The shape of an exception that is asked for."""

from __future__ import annotations

import uuid

from marshmallow import Schema, fields

from services.grants.waivers.models import RULES
from shared.validation import OneOf, Words

ALL = [rule for rules in RULES.values() for rule in rules]


class WaiverIn(Schema):
    """Which rule should not stop this record for a while, and why."""

    rule = fields.String(required=True, validate=OneOf(ALL))
    reason = Words(required=True, longest=1000)


class ConfirmationIn(Schema):
    """Which exception is confirmed."""

    waiver: fields.Field = fields.UUID(required=True, metadata={"example": str(uuid.UUID(int=1))})


class PersonOut(Schema):
    """Who did it, with the name of that time."""

    kind = fields.String()
    id = fields.String()
    name = fields.String()


class WaiverOut(Schema):
    """An exception; it lets its record pass while `in_force`."""

    id = fields.UUID()
    rule = fields.String(metadata={"enum": ALL})
    reason = fields.String()
    asked_at = fields.AwareDateTime()
    asked_by = fields.Nested(PersonOut)
    confirmed_by = fields.Nested(
        PersonOut, allow_none=True, metadata={"description": "null while it waits for a second person"}
    )
    expires_at = fields.AwareDateTime()
    in_force = fields.Boolean()
