"""Shapes of people in forms."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load

from services.registry.people.rules.phones import Phone
from shared.clock import today
from shared.language.categories import CATEGORIES, SEXES
from shared.validation import Length, OneOf, Range, Words

OLDEST_YEAR, YOUNGEST = 1900, 5


def birth_year(value: int) -> None:
    """A year somebody who takes part may be born in: from 1900 to five years ago."""
    Range(OLDEST_YEAR, today().year - YOUNGEST)(value)


def readable(name: str) -> None:
    """A name has at least two letters."""
    if sum(letter.isalpha() for letter in name) < 2:
        raise ValidationError("Write the name in letters.")


class PersonForm(Schema):
    """What is known of a person, corrected; a phone that is not given stays."""

    name = fields.String(required=True, validate=[Length(2, 200), readable])
    sex = fields.String(load_default=None, validate=OneOf(SEXES))
    birth_year = fields.Integer(load_default=None, validate=birth_year)
    region = fields.String(required=True)
    settlement = fields.String(load_default=None, validate=Length(max=200))
    category = fields.String(load_default=None, validate=OneOf(CATEGORIES))
    organisation = fields.String(load_default=None, validate=Length(max=300))
    phone = Phone(load_default=None)
    no_phone = fields.Boolean(load_default=False)

    @pre_load
    def tidy(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Fold spaces."""
        return {
            key: " ".join(value.split()) if isinstance(value, str) else value for key, value in data.items()
        }


class RevealForm(Schema):
    """What a phone is needed for."""

    reason = Words(200, "Say what you need the phone for.", required=True)


class MergeForm(Schema):
    """Which of two records stays as the person's own."""

    kept = fields.UUID(required=True)


class GenerationIn(Schema):
    """After which key a new one is wanted, so that the same wish sent twice makes one."""

    after = fields.Integer(
        required=True,
        strict=True,
        validate=Range(min=0, max=2**31 - 2),
        metadata={"description": "The number of the key in force, 0 where there is none yet"},
    )


class GenerationOut(Schema):
    """A key of the programme by its number; the key itself is told to paired homes alone."""

    generation = fields.Integer()
