"""Shapes of applications on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.grants.applications.models import STATUSES, VERDICTS
from services.grants.contests.schemas import Money
from shared.doors.cursors import PageArgs
from shared.plugins.extra import answers_in, answers_out
from shared.validation import Day, OneOf, Words


class ApplicationFields(Schema):
    """What stands on the paper."""

    group_name = Words(required=True)
    leader_name = Words(required=True)
    settlement = Words(required=True)
    title = Words(required=True, longest=300)
    problem = Words(load_default="", longest=5000)
    direction_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The direction of the contest it goes to, where the paper says so"},
    )
    requested = Money(required=True, metadata={"example": 480000})
    registered_on = Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The day on the paper. Left out: today, while the contest is open."},
    )
    extra = answers_in()


class ApplicationChange(ApplicationFields):
    """The form that corrects an application; `again` says that it is not the paper it looks like now."""

    again = fields.Boolean(load_default=False)


class ApplicationIn(ApplicationFields):
    """An application on paper, entered by staff; the region as a code, ISO or KATO code, or name."""

    region = fields.String(required=True, metadata={"example": "turkistan"})
    leader_person_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The leader among the registry's people"},
    )
    again = fields.Boolean(
        load_default=False,
        metadata={
            "description": "true: another paper, although one of the same group, leader and title is entered"
        },
    )
    over_cap = fields.Boolean(
        load_default=False,
        metadata={"description": "true: the paper asks for more than one grant may be"},
    )
    group_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The group in the registry's register of groups, of the same region"},
    )


class ApplicationCreated(Schema):
    """A new application and its number."""

    id = fields.UUID()
    number = fields.String(metadata={"example": "ТУР-001"})


class ApplicationOut(Schema):
    """An application with its four amounts; who its leader is, is null for those
    who may not see people."""

    id = fields.UUID()
    contest_id = fields.UUID()
    number = fields.String()
    region = fields.String()
    settlement = fields.String()
    group_name = fields.String()
    group_kk = fields.String(allow_none=True, metadata={"description": "as the register has it"})
    leader_name = fields.String(allow_none=True)
    leader_person_id = fields.UUID(allow_none=True)
    group_id = fields.UUID(allow_none=True)
    direction_id = fields.UUID(allow_none=True)
    title = fields.String()
    problem = fields.String()
    registered_on = Day()
    status = fields.String(metadata={"enum": list(STATUSES)})
    reason = fields.String(allow_none=True)
    requested = fields.Decimal()
    recommended = fields.Decimal(allow_none=True)
    verdict = fields.String(allow_none=True, metadata={"enum": [*VERDICTS, None]})
    verdict_note = fields.String()
    award_id = fields.UUID(allow_none=True)
    awarded = fields.Decimal(allow_none=True)
    paid = fields.Decimal(allow_none=True)
    has_scan = fields.Boolean()
    extra = answers_out()


class ApplicationFilter(PageArgs):
    """Which applications of a contest."""

    region = Words(load_default=None)
    status = fields.String(load_default=None, validate=OneOf(STATUSES))
    q = Words(load_default=None)


class GroupIn(Schema):
    """The group of the register an application is of; null: not said any more."""

    group_id = fields.UUID(required=True, allow_none=True, error_messages={"required": "Choose the group."})


class Reason(Schema):
    """Why."""

    reason = Words(required=True, longest=1000)


class RecommendationIn(Schema):
    """What the commission says: award `recommended`, or refuse because of `note`;
    a verdict of null takes it back."""

    verdict = fields.String(required=True, allow_none=True, validate=OneOf(VERDICTS))
    recommended = Money(load_default=None, allow_none=True)
    note = Words(load_default="", longest=1000)
