"""Shapes of plans on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.language.clauses import COMPARATORS, KINDS
from shared.validation import OneOf


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


class Clause(Schema):
    """A second condition of an indicator."""

    kind = fields.String(
        validate=OneOf(KINDS),
        metadata={"description": "words: kept as it was written, no figure tells whether it is met"},
    )
    comparator = fields.String(allow_none=True)
    value = fields.Decimal(allow_none=True)
    over = fields.List(fields.String(), allow_none=True)
    text = fields.String()
    origin = fields.String()
    unit = fields.String(metadata={"description": "“percent” where a part is a share of its total"})


class TargetOut(Schema):
    """A target of one region or of one month."""

    region = fields.String(allow_none=True)
    month = fields.String(allow_none=True, metadata={"example": "2022-05"})
    value = fields.Decimal()


class IndicatorOut(Schema):
    """An indicator with the text it was read from."""

    id = fields.UUID()
    code = fields.String(metadata={"example": "4.1.3"})
    name = fields.String()
    comparator = fields.String(allow_none=True, metadata={"enum": [*COMPARATORS, None]})
    target = fields.Decimal(allow_none=True)
    target_high = fields.Decimal(allow_none=True)
    targets = fields.List(fields.Nested(TargetOut), metadata={"description": "by region and by month"})
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
