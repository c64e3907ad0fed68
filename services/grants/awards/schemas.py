"""Shapes of awards on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.grants.awards.models import STATUSES
from services.grants.contests.schemas import Money
from shared.validation import Day, Words


class AwardIn(Schema):
    """How much to award, the day of the decision (left out: today),
    and why the commission's word is not followed or not there, if so."""

    amount = Money(required=True, metadata={"example": 450000})
    awarded_on = Day(load_default=None, allow_none=True)
    over_reason = Words(load_default="", longest=1000)


class Awarded(Schema):
    """A new award, what its region's fund has left, the contest's average award
    and a warning about it, if any."""

    id = fields.UUID()
    amount = fields.Decimal()
    left = fields.Decimal()
    average = fields.Decimal()
    warning = fields.String(allow_none=True)


class CompletionIn(Schema):
    """The day the sub-project was accepted (left out: today)."""

    completed_on = Day(load_default=None, allow_none=True)
    unpaid = fields.Boolean(
        load_default=False, metadata={"description": "true: accepted although nothing is paid yet"}
    )


class PaymentIn(Schema):
    """Money sent to the group: the amount, the day (left out: today) and the payment order's number."""

    amount = Money(required=True, metadata={"example": 225000})
    paid_on = Day(load_default=None, allow_none=True)
    document = Words(load_default="", longest=200)


class Paid(Schema):
    """What has been paid of an award and what is left to pay."""

    id = fields.UUID()
    paid = fields.Decimal()
    left = fields.Decimal()


class PaymentOut(Schema):
    """A line of money: a payment, or (below zero) one that takes another back with a reason."""

    id = fields.UUID()
    amount = fields.Decimal()
    paid_on = Day()
    document = fields.String()
    reverses = fields.UUID(allow_none=True)
    reason = fields.String()


class AwardOut(Schema):
    """An award with the four amounts and the kinds of evidence it still lacks."""

    id = fields.UUID()
    application_id = fields.UUID()
    contest_id = fields.UUID()
    region = fields.String()
    requested = fields.Decimal()
    recommended = fields.Decimal(allow_none=True)
    awarded = fields.Decimal()
    paid = fields.Decimal()
    awarded_on = Day()
    completed_on = Day(allow_none=True)
    status = fields.String(metadata={"enum": list(STATUSES)})
    cancel_reason = fields.String(allow_none=True)
    reopen_reason = fields.String(
        allow_none=True, metadata={"description": "Why an acceptance was taken back"}
    )
    over_reason = fields.String(
        allow_none=True, metadata={"description": "Why more than recommended, or against the commission"}
    )
    before_rule = fields.Boolean(metadata={"description": "Awarded when the protocol was not yet asked for"})
    missing_evidence = fields.List(fields.String())
