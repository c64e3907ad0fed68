"""Shapes of plans on the wire."""

from __future__ import annotations

from functools import partial

from marshmallow import Schema, fields, validate

from services.registry.regions.queries import regions
from shared.api import UploadedFile

REGION = partial(fields.String, validate=validate.OneOf(list(regions())))
MONTH = validate.Regexp(r"(19|20)\d\d-(0[1-9]|1[0-2])$")
COMPARATORS = ("at_least", "at_most", "exactly", "between")


class Doubt(Schema):
    """Something the reader was not sure of."""

    where = fields.String(metadata={"example": "Задача 1, мероприятие 2, строка 1"})
    source = fields.String(allow_none=True)
    understood = fields.String(allow_none=True)
    why = fields.String()


class PlanCreated(Schema):
    """The answer to an import."""

    id = fields.UUID()
    project_id = fields.UUID()
    status = fields.String()
    doubts = fields.List(fields.Nested(Doubt))


class PlanFile(Schema):
    """The approved plan as a Word file; `project_id` adds a version to a project."""

    file = UploadedFile("The plan, .docx")
    project_id = fields.UUID(load_default=None)


class Clause(Schema):
    """A second condition of an indicator."""

    kind = fields.String(
        validate=validate.OneOf(
            ["each_gathering", "each_region", "distinct_regions", "each_month", "part", "words"]
        ),
        metadata={"description": "words: kept as it was written, no figure tells whether it is met"},
    )
    comparator = fields.String(allow_none=True)
    value = fields.Decimal(allow_none=True)
    over = fields.List(fields.String(), allow_none=True)
    text = fields.String()
    origin = fields.String()


class IndicatorOut(Schema):
    """An indicator with the text it was read from."""

    id = fields.UUID()
    code = fields.String(metadata={"example": "4.1.3"})
    name = fields.String()
    comparator = fields.String(allow_none=True, metadata={"enum": [*COMPARATORS, None]})
    target = fields.Decimal(allow_none=True)
    target_high = fields.Decimal(allow_none=True)
    unit = fields.String(allow_none=True)
    clauses = fields.List(fields.Nested(Clause))
    source = fields.Dict()
    kind = fields.String(allow_none=True)
    measure = fields.String(allow_none=True)
    evidence_kinds = fields.List(fields.String())
    confidence = fields.String()


class Period(Schema):
    """Months as first and last days, and the words of the source."""

    start = fields.Date(allow_none=True)
    end = fields.Date(allow_none=True)
    source = fields.String(allow_none=True)


class ActivityOut(Schema):
    """A line of the plan."""

    id = fields.UUID()
    code = fields.String()
    title = fields.String()
    description = fields.String()
    regions = fields.List(fields.String())
    period = fields.Nested(Period, allow_none=True)
    cost = fields.Decimal(allow_none=True)
    indicators = fields.List(fields.Nested(IndicatorOut))


class SectionOut(Schema):
    """A task or an unnumbered part."""

    id = fields.UUID()
    code = fields.String()
    kind = fields.String()
    title = fields.String()
    activities = fields.List(fields.Nested(ActivityOut))


class PlanOut(Schema):
    """A version of a plan."""

    id = fields.UUID()
    project_id = fields.UUID()
    version = fields.Integer()
    status = fields.String()
    passport = fields.Dict()
    team = fields.List(fields.Dict())
    sections = fields.List(fields.Nested(SectionOut))
    doubts = fields.List(fields.Nested(Doubt))


class ProjectOut(Schema):
    """A project in a list."""

    id = fields.UUID()
    topic = fields.String()
    grantee = fields.String()
    status = fields.String()
    closed_on = fields.Date(allow_none=True)
    plan_id = fields.UUID(allow_none=True)


class IndicatorForm(Schema):
    """What a person may correct about an indicator; the form's strings arrive cleaned."""

    name = fields.String(required=True, validate=validate.Length(1, 500))
    comparator = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(COMPARATORS))
    target = fields.Decimal(load_default=None, allow_none=True, validate=validate.Range(0, 10**11))
    target_high = fields.Decimal(load_default=None, allow_none=True, validate=validate.Range(0, 10**11))
    unit = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))
    measure = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))


class SectionForm(Schema):
    """What a person may correct about a task."""

    title = fields.String(required=True, validate=validate.Length(1, 1000))


class ActivityForm(Schema):
    """What a person may correct about an activity."""

    title = fields.String(required=True, validate=validate.Length(1, 1000))
    period_from = fields.Date(load_default=None, allow_none=True)
    period_to = fields.Date(load_default=None, allow_none=True)
    cost = fields.Decimal(load_default=None, allow_none=True, places=2, validate=validate.Range(0, 10**11))
    regions = fields.List(REGION())


class PassportForm(Schema):
    """What a person may correct about the passport."""

    topic = fields.String(required=True, validate=validate.Length(1, 1000))
    goal = fields.String(load_default=None, validate=validate.Length(max=2000))
    grantee = fields.String(required=True, validate=validate.Length(1, 500))
    short_name = fields.String(load_default=None, validate=validate.Length(max=50))
    grantor = fields.String(load_default=None, validate=validate.Length(max=500))
    amount = fields.Decimal(load_default=None, places=2, validate=validate.Range(0, 10**11))
    in_words = fields.String(load_default=None, validate=validate.Length(max=500))
    start = fields.String(load_default=None, validate=MONTH)
    end = fields.String(load_default=None, validate=MONTH)
    regions = fields.List(REGION())


class PartnerForm(Schema):
    """What a person may correct about a partner."""

    name = fields.String(required=True, validate=validate.Length(1, 500))
    region = REGION(load_default=None)


class MemberForm(Schema):
    """What a person may correct about a member of the team."""

    name = fields.String(load_default="", validate=validate.Length(max=300))
    role = fields.String(load_default="", validate=validate.Length(max=300))
    contact = fields.String(load_default="", validate=validate.Length(max=300))
    duties = fields.String(load_default="", validate=validate.Length(max=3000))
    employment_percent = fields.Integer(load_default=None, validate=validate.Range(0, 1000))


class AmendmentForm(Schema):
    """Why a plan is changed."""

    reason_code = fields.String(
        load_default="other", validate=validate.OneOf(["grantor", "period", "content", "error", "other"])
    )
    reason_text = fields.String(required=True)
