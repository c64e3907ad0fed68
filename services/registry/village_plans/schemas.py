"""Shapes of village plans and of what stands in them, in forms and on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema
from marshmallow.validate import Length

from services.registry.village_plans.models import (
    Inclusion,
    PlanActivity,
    PlanIndicator,
    PlanMember,
    PlanProblem,
)
from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.problems import PRIORITIES, SECTORS
from shared.language.villages import BODIES, OFFICES
from shared.validation import Day, OneOf, Range, Whole, Words

ENDS_BEFORE = "It cannot end before it begins."
NOT_A_NUMBER = "Write a number, for example 85 or 12.5."
MOST = Decimal(10**9)
ANSWER = ("kazakh",)  # of a form, kept nowhere


class Amount(fields.Decimal):
    """A number of an indicator with at most two decimals; a decimal comma and spaces are read."""

    def __init__(self, **options: Any) -> None:
        messages: dict[str, Any] = dict.fromkeys(("invalid", "special", "required"), NOT_A_NUMBER)
        super().__init__(places=2, validate=Range(-MOST, MOST), error_messages=messages, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        said = value if isinstance(value, bool) else "".join(str(value).split()).replace(",", ".")
        if not str(said).removeprefix("-").replace(".", "", 1).isascii() or isinstance(value, bool):
            raise self.make_error("invalid")
        found: Decimal = super()._deserialize(said, attr, data, **kwargs)
        return found


class VillagePlanFields(InKazakh):
    """What is said of a plan itself."""

    settlement = Words(200, "Say of which village it is.", required=True)
    goal = Words(1000, load_default="")
    goal_kk = in_kazakh(1000)
    group_formed_on = Day(load_default=None, allow_none=True)


class VillagePlanIn(VillagePlanFields):
    """A new plan."""

    project_id = fields.UUID(required=True)
    region = fields.String(required=True, error_messages={"required": "Choose the region."})


class MemberIn(InKazakh):
    """Somebody of the working group."""

    name = Words(200, "Write the name.", required=True)
    office = fields.String(required=True, validate=OneOf(OFFICES))
    represents = Words(200, "Say whom this person speaks for.", required=True)
    represents_kk = in_kazakh(200)


class ProblemIn(InKazakh):
    """A problem the plan is to solve."""

    title = Words(500, "Say what the problem is.", required=True)
    title_kk = in_kazakh(500)
    sector = fields.String(required=True, validate=OneOf(SECTORS))
    priority = fields.String(required=True, validate=OneOf(PRIORITIES))
    votes = Whole(load_default=None, allow_none=True, validate=Range(0, 100_000))


class ProblemsTakenIn(Schema):
    """Which problems of sessions a plan takes over."""

    problems = fields.List(fields.UUID(), required=True, error_messages={"required": "Choose the problems."})


class ProblemsTakenOut(Schema):
    """The rows of the plan they became."""

    ids = fields.List(fields.UUID())


class InclusionIn(InKazakh):
    """What is done for people who are easily left out."""

    for_whom = Words(200, "Say for whom it is done.", required=True)
    for_whom_kk = in_kazakh(200)
    title = Words(500, "Say what is done.", required=True)
    title_kk = in_kazakh(500)


class ActivityIn(InKazakh):
    """What is done; `problem_id` is the problem of this plan it solves."""

    title = Words(500, "Say what is done.", required=True)
    title_kk = in_kazakh(500)
    problem_id = fields.UUID(load_default=None, allow_none=True)
    starts_on = Day(required=True, error_messages={"required": "Say when it begins."})
    ends_on = Day(required=True, error_messages={"required": "Say when it ends."})
    owner = Words(300, "Say who answers for it.", required=True)
    owner_kk = in_kazakh(300)
    funding = Words(300, load_default="")
    funding_kk = in_kazakh(300)

    @validates_schema
    def ends(self, data: dict[str, Any], **kwargs: Any) -> None:
        """It ends on the day it begins or later."""
        if {"starts_on", "ends_on"} <= data.keys() and data["ends_on"] < data["starts_on"]:
            raise ValidationError({"ends_on": [ENDS_BEFORE]})


class IndicatorIn(InKazakh):
    """By what the village will see that the plan works."""

    title = Words(300, "Say what is measured.", required=True)
    title_kk = in_kazakh(300)
    unit = Words(60, "Say in what it is measured.", required=True)
    unit_kk = in_kazakh(60)
    base = Amount(load_default=None, allow_none=True)
    target = Amount(required=True)
    due_on = Day(required=True, error_messages={"required": "Say by which day."})


@dataclass(frozen=True)
class Part:
    """A part of a plan: its key in addresses and in what a tool reads, its rows and their shape."""

    key: str
    model: Any
    schema: type[Schema]

    @property
    def fields(self) -> tuple[str, ...]:
        """What is said of a row."""
        return tuple(self.schema(exclude=ANSWER).fields)

    @property
    def bilingual(self) -> tuple[str, ...]:
        """What of a row is said in Kazakh beside."""
        return tuple(name.removesuffix("_kk") for name in self.fields if name.endswith("_kk"))


PARTS = {
    part.key: part
    for part in (
        Part("members", PlanMember, MemberIn),
        Part("problems", PlanProblem, ProblemIn),
        Part("measures", Inclusion, InclusionIn),
        Part("activities", PlanActivity, ActivityIn),
        Part("indicators", PlanIndicator, IndicatorIn),
    )
}


class ApprovalIn(Schema):
    """That the village approved the plan: when, who, by which protocol."""

    approved_on = Day(required=True, error_messages={"required": "Say on which day it was approved."})
    approved_by = fields.String(required=True, validate=OneOf(BODIES))
    protocol_number = Words(50, "Write the number of the protocol.", required=True)


class ReasonIn(Schema):
    """Why an approval is taken back, or a plan withdrawn."""

    reason = Words(500, "Say why.", required=True)


def out(schema: type[Schema], **more: fields.Field) -> type[Schema]:
    """A row as a tool reads it: as it was said, with its id."""
    said = dict(schema(exclude=ANSWER).fields)
    return Schema.from_dict(
        {"id": fields.UUID(), **said, **more}, name=schema.__name__.removesuffix("In") + "OfPlan"
    )


class VillagePlanOut(Schema):
    """A plan in a list; `state` is in_work, unproven (approved, no protocol on file), approved or
    withdrawn."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    region = fields.String()
    settlement = fields.String()
    goal = fields.String()
    goal_kk = fields.String()
    group_formed_on = fields.Date(allow_none=True)
    approved_on = fields.Date(allow_none=True)
    approved_by = fields.String(allow_none=True)
    protocol_number = fields.String(allow_none=True)
    state = fields.String()


def longest(part: str, name: str) -> int:
    """How many characters a field takes in Kazakh, of a part of a plan or of the plan itself."""
    schema = PARTS[part].schema if part in PARTS else VillagePlanFields
    checks = schema().fields[f"{name}_kk"].validators
    return next(each.max or 0 for each in checks if isinstance(each, Length))


class WholePlanOut(VillagePlanOut):
    """A plan with all its parts; names of the working group only for whoever works on the plan."""

    members = fields.List(fields.Nested(out(MemberIn, name=fields.String(allow_none=True))))
    problems = fields.List(fields.Nested(out(ProblemIn, session_problem_id=fields.UUID(allow_none=True))))
    measures = fields.List(fields.Nested(out(InclusionIn)))
    activities = fields.List(fields.Nested(out(ActivityIn)))
    indicators = fields.List(fields.Nested(out(IndicatorIn)))


class WordingOfPlan(Schema):
    """Words of a plan in both languages."""

    line = fields.String(metadata={"example": "problems-0190b3c4-0000-7000-8000-000000000000-title"})
    part = fields.String(metadata={"description": "goal, or the part of the plan"})
    russian = fields.String()
    kazakh = fields.String(allow_none=True)


class VillagePlanFilter(PageArgs):
    """Which plans."""

    project_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
    state = fields.String(load_default=None)
