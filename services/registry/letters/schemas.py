"""Shapes of letters in forms and on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates, validates_schema

from services.registry.letters.models import IN, OUT
from shared.doors.cursors import PageArgs
from shared.validation import Day, OneOf, Words

LONGEST_BODY = 6000
LEFT_OPEN = "…"  # what a template leaves to be filled in
NOT_FILLED = "Fill in what the template leaves open: every “…” in the text."
TOO_EARLY = "An answer cannot be due before the day of the letter."


class LetterFields(Schema):
    """What is said of a letter, new or corrected."""

    party = Words(
        300,
        "Say from whom it came or to whom it goes.",
        required=True,
        metadata={"description": "the id of an organisation, or its name as the register has it"},
    )
    dated_on = Day(required=True, error_messages={"required": "Say of which day the letter is."})
    their_number = Words(60, load_default=None, allow_none=True)
    subject = Words(300, "Say what it is about.", required=True)
    activity = fields.String(
        load_default=None, allow_none=True, metadata={"description": "the code or id of a line of the plan"}
    )
    answer_until = Day(load_default=None, allow_none=True)
    language = fields.String(load_default=None, allow_none=True, validate=OneOf(["ru", "kk"]))
    body = Words(LONGEST_BODY, load_default=None, allow_none=True)
    signed_by = Words(200, load_default=None, allow_none=True)
    again = fields.Boolean(
        load_default=False,
        metadata={"description": "true: another letter of the same day or number, which is else asked"},
    )

    @validates("body")
    def filled(self, value: str | None, **kwargs: Any) -> None:
        """Nothing is printed that a template left open."""
        if value and LEFT_OPEN in value:
            raise ValidationError(NOT_FILLED)

    @validates_schema
    def due(self, data: dict[str, Any], **kwargs: Any) -> None:
        """An answer is awaited from the day of the letter on."""
        until = data.get("answer_until")
        if until and data.get("dated_on") and until < data["dated_on"]:
            raise ValidationError({"answer_until": [TOO_EARLY]})


class LetterIn(LetterFields):
    """A new letter; its number is given by the register."""

    project_id = fields.UUID(required=True)
    region = fields.String(load_default=None, allow_none=True)
    direction = fields.String(
        required=True,
        validate=OneOf([IN, OUT]),
        error_messages={"required": "Say whether it came or goes out."},
    )
    answers_id = fields.UUID(load_default=None, allow_none=True)


class Answered(Schema):
    """What a form says of a party nobody knew: the id of the organisation that is meant, or the kind as which
    a new one is written down."""

    instead = fields.String(load_default="")


class LetterForm(LetterIn, Answered):
    """The form of a new letter."""


class CorrectionForm(LetterFields, Answered):
    """The form that corrects a letter."""


class AnnulmentIn(Schema):
    """Why a letter is annulled."""

    reason = Words(500, "Say why it is annulled.", required=True)


class LetterOut(Schema):
    """A letter in a list; `state` is plain (no answer is awaited), awaited, overdue, answered or annulled."""

    id = fields.UUID()
    project_id = fields.UUID()
    region = fields.String(allow_none=True)
    direction = fields.String()
    year = fields.Integer()
    number = fields.Integer()
    dated_on = fields.Date()
    their_number = fields.String(allow_none=True)
    organisation_id = fields.UUID()
    party = fields.String()
    party_kk = fields.String(allow_none=True, metadata={"description": "as the register has it"})
    subject = fields.String()
    activity_id = fields.String(allow_none=True)
    answer_until = fields.Date(allow_none=True)
    answers_id = fields.UUID(allow_none=True)
    state = fields.String()


class LetterFilter(PageArgs):
    """Which letters."""

    project_id = fields.UUID(load_default=None)
    organisation_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
    direction = fields.String(load_default=None, validate=OneOf([IN, OUT]), allow_none=True)
    state = fields.String(load_default=None)
