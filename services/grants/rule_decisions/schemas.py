"""The shape of a decision on all contests that wait because of a plugin."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Words


class DecisionForAllIn(Schema):
    """Because of which plugin contests wait, and why they go on by the rules of today."""

    plugin = fields.String(required=True)
    why = Words(1000, "Write why the contests go on by other rules.", required=True)
