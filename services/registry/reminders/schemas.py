"""Shapes of reminders in forms."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates

from shared.language.documents import REMINDER_GAPS, unknown_gaps
from shared.language.reminders import LOCALES
from shared.validation import Length, OneOf, Sentence, Words

UNFILLED = "Nothing fills {%(gap)s}: write one of the names below."


class ReminderIn(Schema):
    """A reminder of a card as it was sent, or is to go from here to an address."""

    card = fields.String(required=True, validate=Length(max=500))
    receiver = fields.UUID(required=True, error_messages={"required": "Choose whom to remind."})
    locale = fields.String(required=True, validate=OneOf(LOCALES))
    channel = fields.String(
        required=True, validate=Length(1, 90), error_messages={"required": "Say how it was sent."}
    )
    address = Words(200, load_default=None, allow_none=True)
    text = Words(4000, "Write what to remind of.", required=True)


class TextIn(Schema):
    """The words of reminders in a language; empty: as they were at first."""

    text = Words(2000, load_default="")

    @validates("text")
    def known(self, value: str, **kwargs: Any) -> None:
        """Every gap is one that is filled."""
        if gaps := unknown_gaps(value, REMINDER_GAPS):
            raise ValidationError(Sentence(UNFILLED, gap=gaps[0]))
