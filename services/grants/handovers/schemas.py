"""Shapes of handovers on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.grants.handovers.models import STATES
from shared.doors.cursors import PageArgs
from shared.validation import Words


class OfferIn(Schema):
    """Whose fund is offered to which deployment."""

    region = fields.String(required=True, metadata={"example": "turkistan"})
    deployment = fields.String(required=True, metadata={"example": "turkistan"})


class DeclineIn(Schema):
    """Why a fund is not taken."""

    reason = Words(500, "Say why it is not taken.", required=True)


class Statement(Schema):
    """What one side signed."""

    by = fields.String()
    said_at = fields.DateTime()
    sha256 = fields.String()
    state = fields.String(metadata={"enum": list(STATES)})


class HandoverOut(Schema):
    """A fund on its way, or arrived, with what both sides signed."""

    id = fields.UUID()
    contest_id = fields.UUID()
    project_id = fields.UUID()
    region = fields.String()
    giver = fields.String()
    taker = fields.String()
    amount = fields.Decimal()
    state = fields.String(metadata={"enum": list(STATES)})
    reason = fields.String()
    created_at = fields.DateTime()
    answered_at = fields.DateTime(allow_none=True)
    statements = fields.List(fields.Nested(Statement))


class HandoverFilter(PageArgs):
    """Which handovers to list."""
