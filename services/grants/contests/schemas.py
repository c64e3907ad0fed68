"""Shapes of contests on the wire."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields

from services.grants.contests.models import STATUSES
from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.i18n import NBSP
from shared.validation import Day, Length, OneOf, Words

ANNOUNCED = ("title", "title_kk", "opens_on", "closes_on")  # what can still be corrected of an open contest
EXAMPLE = {"example": 1000000}
WRITTEN = re.compile(r"(?P<whole>[0-9]{1,12})(?:[.,](?P<tiyn>[0-9]{1,2}))?")
PADDING = re.compile(rf"[ {NBSP}\u202f\u2009]|₸")
NOT_AN_AMOUNT = "Write the amount in tenge with ordinary digits, for example 450000 or 450000.50."
NOT_WRITTEN = "Write an amount in tenge."
NOT_POSITIVE = "The amount must be more than zero."


class Money(fields.Decimal):
    """Tenge, above zero, at most two decimals. People may write spaces,
    the sign ₸ and a decimal comma; nothing is rounded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(places=2, error_messages={"required": NOT_WRITTEN}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        text = "" if isinstance(value, bool) else PADDING.sub("", str(value))
        match = WRITTEN.fullmatch(text)
        below = WRITTEN.fullmatch(text.removeprefix("-"))
        amount = Decimal(f"{match['whole']}.{match['tiyn'] or '0'}") if match else None
        if amount:
            return amount
        raise ValidationError(NOT_POSITIVE if below else NOT_AN_AMOUNT)


class FundIn(Schema):
    """The fund of one region, which is named by its code, ISO or KATO code, or name."""

    region = fields.String(required=True, metadata={"example": "turkistan"})
    amount = Money(required=True, metadata=EXAMPLE)


class ContestFields(InKazakh):
    """What a person says about a contest."""

    title = Words(required=True, longest=300)
    title_kk = in_kazakh(300)
    opens_on = Day(required=True)
    closes_on = Day(required=True)
    activity = fields.String(
        load_default=None,
        allow_none=True,
        metadata={
            "example": "2.1",
            "description": "The id of a line or its code. Left out: the line that counts applications.",
        },
    )
    fund = Money(
        load_default=Decimal("1000000"), metadata={**EXAMPLE, "description": "Tenge for each region."}
    )
    grant_cap = Money(
        load_default=None, allow_none=True, metadata={"description": "The most one grant may be."}
    )
    average_warning = Money(
        load_default=Decimal("400000"),
        metadata={"description": "An average grant above this is warned about."},
    )
    average_limit = Money(
        load_default=Decimal("500000"), metadata={"description": "An average grant above this is refused."}
    )
    regulation_on = Day(load_default=None, allow_none=True)


class ContestIn(ContestFields):
    """A new contest: a draft with one fund for each region of the project."""

    project_id = fields.UUID(required=True)
    funds = fields.List(
        fields.Nested(FundIn),
        load_default=list,
        metadata={"description": "Regions whose fund differs from `fund`."},
    )


def correction(status: str) -> Schema:
    """What can be corrected about a contest; once it is open only its title and its days."""
    announced = (*ANNOUNCED, "kazakh")
    return ContestFields(
        only=announced if status != "draft" else (*announced, "grant_cap", "average_warning", "average_limit")
    )


class FundsIn(Schema):
    """Funds of a draft to change."""

    funds = fields.List(fields.Nested(FundIn), required=True, validate=Length(1, 50))


class MilestonesIn(Schema):
    """Days on which the contest's papers were signed; a day left out stays, null takes it back."""

    regulation_on = Day(allow_none=True)
    commission_on = Day(allow_none=True)
    protocol_on = Day(allow_none=True)


class FundOut(Schema):
    """The money of one region: what there is, what was asked for, advised, awarded and paid,
    and what is left to award."""

    region = fields.String()
    fund = fields.Decimal()
    requested = fields.Decimal()
    recommended = fields.Decimal()
    awarded = fields.Decimal()
    paid = fields.Decimal()
    left = fields.Decimal()
    away = fields.Decimal(metadata={"description": "what another deployment has of it"})
    holder = fields.String(metadata={"description": "the deployment that awards from it; empty: this one"})
    applications = fields.Integer()
    awards = fields.Integer()


class ContestOut(Schema):
    """A contest with the funds the caller may see."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(metadata={"description": "The line of the plan, whatever its code becomes"})
    activity = fields.String(metadata={"description": "Its code in the plan in force", "example": "2.1"})
    title = fields.String()
    title_kk = fields.String()
    status = fields.String(metadata={"enum": list(STATUSES)})
    opens_on = Day()
    closes_on = Day()
    grant_cap = fields.Decimal(allow_none=True)
    average_warning = fields.Decimal()
    average_limit = fields.Decimal()
    regulation_on = Day(allow_none=True)
    commission_on = Day(allow_none=True)
    protocol_on = Day(allow_none=True)
    funds = fields.List(fields.Nested(FundOut))


class ContestFilter(PageArgs):
    """Which contests."""

    project_id = fields.UUID(load_default=None)
    status = fields.String(load_default=None, validate=OneOf(STATUSES))


def funds_form(regions: list[str]) -> Schema:
    """A form with one amount a region."""
    return Schema.from_dict({region: Money(required=True) for region in regions})()
