"""Shapes of consultations on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from services.events.participants.schemas import Phone, possible_year
from shared.doors.cursors import PageArgs
from shared.language.categories import SEXES
from shared.language.consultations import AGE_BANDS, CHANNELS, IN_PERSON, TOPICS
from shared.plugins.extra import answers_in, answers_out
from shared.validation import Day, OneOf, Range, Whole, Words

WHO = {
    "name": "Write the name, or say that the person stays unnamed.",
    "sex": "Of somebody unnamed say the sex.",
    "age_band": "Of somebody unnamed say the age.",
}
NOT_ANONYMOUS = "Somebody unnamed has no name here: clear it, or say that the person is named."
OF_PERSON = ("name", "birth_year", "phone", "settlement")


class ConsultationFields(Schema):
    """What an operator writes down of a consultation, whoever came."""

    held_on = Day(required=True, error_messages={"required": "Say on which day."})
    topic = fields.String(required=True, validate=OneOf(TOPICS))
    question = Words(2000, "Write what was asked.", required=True)
    answer = Words(4000, "Write what was answered.", required=True)
    channel = fields.String(load_default=IN_PERSON, validate=OneOf(CHANNELS))
    minutes = Whole(
        required=True,
        validate=Range(1, 480),
        error_messages={"required": "Say how many minutes it took."},
    )
    consultant = Words(200, "Write who gave the advice.", required=True)
    sex = fields.String(load_default=None, allow_none=True, validate=OneOf(SEXES))
    age_band = fields.String(load_default=None, allow_none=True, validate=OneOf(AGE_BANDS))
    referral = Words(300, load_default=None, allow_none=True)
    extra = answers_in()
    outside = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep a day outside the project, which is else refused to be asked"},
    )


class UnnamedFields(ConsultationFields):
    """The same of somebody unnamed: he is told by sex and age, which stay said."""

    sex = fields.String(required=True, error_messages={"required": WHO["sex"]}, validate=OneOf(SEXES))
    age_band = fields.String(
        required=True, error_messages={"required": WHO["age_band"]}, validate=OneOf(AGE_BANDS)
    )


class ConsultationIn(ConsultationFields):
    """A new consultation; `number`, where a paper journal gave one, must be the next of the centre."""

    centre_id = fields.UUID(required=True, error_messages={"required": "Choose the centre."})
    number = Whole(load_default=None, allow_none=True, validate=Range(1))
    anonymous = fields.Boolean(required=True, error_messages={"required": WHO["name"]})
    name = Words(200, load_default=None, allow_none=True)
    birth_year = Whole(load_default=None, allow_none=True, validate=possible_year)
    phone = Phone(load_default=None, allow_none=True)
    settlement = Words(200, load_default=None, allow_none=True)

    @validates_schema
    def somebody(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A person has a name, somebody unnamed a sex and an age."""
        asked = ("sex", "age_band") if data.get("anonymous") else ("name",)
        wrong = {name: [WHO[name]] for name in asked if not data.get(name)}
        if data.get("anonymous"):
            wrong |= {name: [NOT_ANONYMOUS] for name in OF_PERSON if data.get(name)}
        if wrong:
            raise ValidationError(wrong)


class ConsultationOut(ConsultationFields):
    """A consultation with its number; without `person_id` it is somebody unnamed."""

    class Meta:
        exclude = ("outside",)

    id = fields.UUID()
    extra = answers_out()
    number = fields.Integer()
    centre_id = fields.UUID()
    centre = fields.String()
    centre_kk = fields.String()
    region = fields.String()
    person_id = fields.UUID(allow_none=True)
    name = fields.String(allow_none=True)


class ConsultationFilter(PageArgs):
    """Which consultations."""

    centre_id = fields.UUID(load_default=None)
    topic = fields.String(load_default=None, validate=OneOf(TOPICS))
    channel = fields.String(load_default=None, validate=OneOf(CHANNELS))
