"""Shapes of releases in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.language.releases import CHANNELS
from shared.validation import Day, OneOf, Words


class ReleaseIn(Schema):
    """Where a report was published, and when."""

    channel = fields.String(
        required=True, validate=OneOf(CHANNELS), error_messages={"required": "Say what kind of place it is."}
    )
    link = fields.URL(
        required=True,
        schemes={"http", "https"},
        error_messages={"required": "Paste the address where everybody can read it."},
    )
    published_on = Day(required=True, error_messages={"required": "Say since which day it stands there."})


class ReleaseWithdrawalIn(Schema):
    """Why a release is withdrawn."""

    reason = Words(500, "Say why it is withdrawn.", required=True)


class ReleaseOut(Schema):
    """A place where a report stands."""

    id = fields.UUID()
    channel = fields.String()
    link = fields.String()
    published_on = fields.Date()
    withdrawn = fields.Boolean()
