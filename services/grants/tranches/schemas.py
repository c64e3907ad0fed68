"""Shapes of tranches on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.grants.contests.schemas import Money
from services.grants.tranches.models import MOMENTS
from shared.validation import OneOf


class TrancheIn(Schema):
    """The next part of a grant, and what must have happened before it is paid."""

    amount = Money(required=True, metadata={"example": 315000})
    after = fields.String(required=True, validate=OneOf(MOMENTS))


class TrancheOut(Schema):
    """A part of a grant and what is paid of it."""

    number = fields.Integer()
    amount = fields.Decimal()
    after = fields.String(metadata={"enum": list(MOMENTS)})
    paid = fields.Decimal()
