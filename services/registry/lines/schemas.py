"""Shapes of lines changed by hand."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.validation import Length


class PlaceForm(Schema):
    """Where a line stands: under a task or an activity (nothing for a task), before a line there or last."""

    under = fields.UUID(load_default=None, allow_none=True)
    before = fields.UUID(load_default=None, allow_none=True)


class LineForm(PlaceForm):
    """A new line: a task, under a task an activity, under an activity an indicator."""

    title = fields.String(required=True, validate=Length(1, 1000))


class LineOut(Schema):
    """A line of a draft."""

    id = fields.UUID()
    code = fields.String(metadata={"example": "T1"})
    title = fields.String()


class HangingOut(Schema):
    """An activity with what is recorded on it."""

    code = fields.String(metadata={"example": "4.1"})
    title = fields.String()
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        allow_none=True,
        metadata={"description": "records by their kind; null while reports do not answer"},
    )
