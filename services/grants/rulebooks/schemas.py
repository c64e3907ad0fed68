"""The shape of a decision on the rules of a region."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Words


class DecisionIn(Schema):
    """In which region a contest goes on by the rules of today, and why."""

    region = fields.String(required=True, metadata={"example": "turkistan"})
    why = Words(1000, "Write why the contest goes on by other rules.", required=True)
