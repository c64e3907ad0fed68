"""The shape of a person's erasure."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields

from shared.validation import Words

UNSURE = "Tick that you have read what goes and what stays."


def is_sure(sure: bool) -> None:
    """Nobody is erased by a form that was only half read."""
    if not sure:
        raise ValidationError(UNSURE)


class ErasureIn(Schema):
    """Why a person is erased, and which state of what is held was read."""

    reason = Words(
        300,
        "Say why: the number and the day of the request.",
        required=True,
        metadata={"description": "It stays, so it must not say the person's name"},
    )
    seen = fields.String(required=True, metadata={"description": "`mark` of what was read as held"})
    sure = fields.Boolean(
        required=True,
        validate=is_sure,
        error_messages={"required": UNSURE},
        metadata={"description": "That whoever erases has read what goes and what stays"},
    )


class SaidOut(Schema):
    """A word of what is held, and what it is."""

    label = fields.String()
    value = fields.String()


class PartOut(Schema):
    """One thing that is held of a person."""

    called = fields.String()
    title = fields.String()
    page = fields.String()
    day = fields.Date(allow_none=True)
    said = fields.List(fields.Nested(SaidOut))
    stays = fields.String(metadata={"description": "Why it stays when the person is erased; empty: it goes"})


class HeldOut(Schema):
    """Everything that is held of a person; `silent` are services that did not answer."""

    mark = fields.String(metadata={"description": "To be said as `seen` by whoever erases"})
    erased_on = fields.Date(allow_none=True)
    parts = fields.List(fields.Nested(PartOut))
    silent = fields.List(fields.String())


class ErasureOut(Schema):
    """Since when a person is erased."""

    id = fields.UUID()
    erased_on = fields.Date()
