"""Shapes of what is typed about a draft."""

from __future__ import annotations

from functools import partial

from marshmallow import Schema, fields, validate

from shared.language.clauses import COMPARATORS
from shared.language.regions import REGIONS
from shared.language.team import BY_CODE
from shared.validation import Day, Length, OneOf, Range

REGION = partial(fields.String, validate=OneOf(REGIONS))
REASON = partial(
    fields.String,
    load_default="other",
    validate=OneOf(["grantor", "period", "content", "error", "other"]),
)
SIDES = ("grantee", "grantor")
MONTH = validate.Regexp(r"(19|20)\d\d-(0[1-9]|1[0-2])$")


class IndicatorForm(Schema):
    """What a person may correct about an indicator; the form's strings arrive cleaned."""

    name = fields.String(required=True, validate=Length(1, 500))
    comparator = fields.String(load_default=None, allow_none=True, validate=OneOf(COMPARATORS))
    target = fields.Decimal(load_default=None, allow_none=True, validate=Range(0, 10**11))
    target_high = fields.Decimal(load_default=None, allow_none=True, validate=Range(0, 10**11))
    unit = fields.String(load_default=None, allow_none=True, validate=Length(max=100))
    measure = fields.String(load_default=None, allow_none=True, validate=Length(max=200))


class SectionForm(Schema):
    """What a person may correct about a task."""

    title = fields.String(required=True, validate=Length(1, 1000))


class ActivityForm(Schema):
    """What a person may correct about an activity."""

    title = fields.String(required=True, validate=Length(1, 1000))
    period_from = Day(load_default=None, allow_none=True)
    period_to = Day(load_default=None, allow_none=True)
    cost = fields.Decimal(load_default=None, allow_none=True, places=2, validate=Range(0, 10**11))
    regions = fields.List(REGION())


class PassportForm(Schema):
    """What a person may correct about the passport."""

    topic = fields.String(required=True, validate=Length(1, 1000))
    goal = fields.String(load_default=None, validate=Length(max=2000))
    grantee = fields.String(required=True, validate=Length(1, 500))
    short_name = fields.String(load_default=None, validate=Length(max=50))
    grantor = fields.String(load_default=None, validate=Length(max=500))
    amount = fields.Decimal(load_default=None, places=2, validate=Range(0, 10**11))
    in_words = fields.String(load_default=None, validate=Length(max=500))
    agreement_number = fields.String(load_default=None, validate=Length(max=50))
    agreement_date = Day(load_default=None, allow_none=True)
    start = fields.String(load_default=None, validate=MONTH)
    end = fields.String(load_default=None, validate=MONTH)
    regions = fields.List(REGION())


class PartnerForm(Schema):
    """What a person may correct about a partner."""

    name = fields.String(required=True, validate=Length(1, 500))
    region = REGION(load_default=None)


class SignatoryForm(Schema):
    """Who signs the plan for one side."""

    side = fields.String(required=True, validate=OneOf(SIDES))
    role = fields.String(load_default="", validate=Length(max=300))
    name = fields.String(load_default="", validate=Length(max=300))


class MemberForm(Schema):
    """What a person may correct about a member of the team."""

    name = fields.String(load_default="", validate=Length(max=300))
    role = fields.String(load_default="", validate=Length(max=300))
    contact = fields.String(load_default="", validate=Length(max=300))
    duties = fields.String(load_default="", validate=Length(max=3000))
    employment_percent = fields.Integer(load_default=None, validate=Range(0, 1000))
    role_code = fields.String(load_default=None, allow_none=True, validate=OneOf([*BY_CODE]))
    signs = fields.Boolean(load_default=None, allow_none=True)


class AmendmentForm(Schema):
    """Why a plan is changed."""

    reason_code = REASON()
    reason_text = fields.String(required=True)
