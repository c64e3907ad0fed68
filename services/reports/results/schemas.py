"""Shapes of results in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.results import COUNTS, OUTCOMES, STATES
from shared.validation import OneOf, Range, Whole, Words

MOST = "Write a number from 1 to 1000."


class ResultIn(InKazakh):
    """A result or promise: its words, and what it is tied to."""

    number = Whole(
        load_default=None,
        allow_none=True,
        metadata={"description": "of the passport; null: a promise beside it"},
    )
    origin = Words(50, load_default="")
    text = Words(1000, "Write what is promised.", required=True)
    text_kk = Words(
        1000,
        load_default="",
        metadata={"description": "In Kazakh; of what the plan says its Kazakh wording stands without it"},
    )
    indicators = fields.List(
        fields.String(), load_default=list, metadata={"description": "Ids or codes of indicators"}
    )
    count = fields.String(load_default=None, allow_none=True, validate=OneOf([*COUNTS]))
    least = Whole(load_default=None, allow_none=True, validate=Range(1, 1000, error=MOST))


class ConfirmationIn(Schema):
    """What is promised; a number that is known gets these words and ties."""

    results = fields.List(fields.Nested(ResultIn), required=True)


class ConfirmationForm(Schema):
    """The form that confirms proposals: a place a proposal, `keep` are the places that are kept."""

    project_id = fields.UUID(required=True)
    keep = fields.List(fields.Integer(), load_default=list)
    codes = fields.List(fields.String(), load_default=list)


class PromiseForm(InKazakh):
    """The form of a promise no plan was read to have."""

    project_id = fields.UUID(required=True)
    text = Words(1000, "Write what is promised.", required=True)
    text_kk = in_kazakh(1000)
    origin = Words(50, load_default="")
    codes = Words(200, load_default="")


class TiesForm(Schema):
    """The form that ties a result to indicators, by their codes."""

    codes = Words(200, load_default="")


class WordingForm(InKazakh):
    """The form that says in Kazakh what a person promised in Russian."""

    text_kk = in_kazakh(1000)


class AssessmentIn(Schema):
    """What a person says of a result no figure tells."""

    outcome = fields.String(
        required=True, validate=OneOf(list(OUTCOMES)), error_messages={"required": "Choose how it ended."}
    )
    reason = Words(1000, "Say what shows it.", required=True)


class ResultWithdrawalIn(Schema):
    """Why a result is promised no longer."""

    reason = Words(500, "Say why it is promised no longer.", required=True)


class ResultOut(Schema):
    """A result with how it stands; `counted` says that its state follows from figures."""

    id = fields.UUID()
    number = fields.Integer(allow_none=True)
    origin = fields.String()
    text = fields.String()
    text_kk = fields.String()
    indicators = fields.List(fields.String(), metadata={"description": "codes of the plan in force"})
    count = fields.String(allow_none=True)
    least = fields.Integer(allow_none=True)
    found = fields.Integer(allow_none=True, metadata={"description": "what its own count has found"})
    counted = fields.Boolean()
    state = fields.String(metadata={"enum": [*STATES]})
    reason = fields.String(allow_none=True)
