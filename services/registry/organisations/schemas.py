"""Shapes of organisations in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, ValidationError, fields

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.organisations import KINDS, bin_holds
from shared.plugins.extra import answers_in, answers_out
from shared.validation import OneOf, Words

BIN_WRONG = (
    "A BIN has 12 digits and the last one checks the others: this one does not hold. Look it up again."
)


def checked(number: str) -> None:
    """Refuse a BIN that cannot be one."""
    if not bin_holds(number):
        raise ValidationError(BIN_WRONG)


class OrganisationIn(InKazakh):
    """What is said of an organisation."""

    kind = fields.String(required=True, validate=OneOf(KINDS))
    name_ru = Words(300, required=True)
    name_kk = Words(300, load_default=None, allow_none=True)
    bin = fields.String(load_default=None, allow_none=True, validate=checked)
    region = fields.String(load_default=None, allow_none=True)
    address = Words(300, load_default=None, allow_none=True)
    phone = Words(60, load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True)
    signatory = Words(200, load_default=None, allow_none=True)
    signatory_post = Words(200, load_default=None, allow_none=True)
    signatory_post_kk = in_kazakh(200)
    extra = answers_in()


class OrganisationOut(Schema):
    """An organisation in a list."""

    id = fields.UUID()
    kind = fields.String()
    name_ru = fields.String()
    name_kk = fields.String(allow_none=True)
    bin = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    signatory = fields.String(allow_none=True)
    extra = answers_out()


class OrganisationFilter(PageArgs):
    """Which organisations."""

    kind = fields.String(load_default=None, validate=OneOf(KINDS))
    region = fields.String(load_default=None)
