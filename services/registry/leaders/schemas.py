"""Shapes of the leaders' pool in forms and on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from shared.doors.cursors import PageArgs
from shared.validation import Day, Words

NOT_BEFORE = "A leader joins on the day of the training or later."


class LeaderFields(Schema):
    """When a person joined the pool, after which training, about what, and whether he may be contacted."""

    joined_on = Day(required=True, error_messages={"required": "Say on which day."})
    learned_at = Words(300, "Write after which training.", required=True)
    trained_on = Day(required=True, error_messages={"required": "Say on which day the training was."})
    topics = Words(1000, load_default="")
    agreed_on = Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The day of the consent to be contacted; left out: there is none"},
    )

    @validates_schema
    def in_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Nobody joins before he was trained."""
        trained, joined = data.get("trained_on"), data.get("joined_on")
        if trained and joined and joined < trained:
            raise ValidationError({"joined_on": [NOT_BEFORE]})


class LeaderIn(LeaderFields):
    """Somebody who joins."""

    project_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)


class LeavingIn(Schema):
    """Why somebody is in the pool no longer."""

    reason = Words(500, "Say why.", required=True)


class LeaderOut(Schema):
    """A leader in a list, by the id of the person; `state` is agreed, unasked (no consent to be contacted)
    or left."""

    id = fields.UUID()
    project_id = fields.UUID()
    person_id = fields.UUID()
    region = fields.String()
    joined_on = fields.Date()
    learned_at = fields.String()
    trained_on = fields.Date()
    topics = fields.String()
    agreed_on = fields.Date(allow_none=True)
    state = fields.String()


class LeaderFilter(PageArgs):
    """Which leaders."""

    project_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
