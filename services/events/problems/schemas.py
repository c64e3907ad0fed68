"""Shapes of problems and of a session's protocol, in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.problems import PRIORITIES, SECTORS
from shared.validation import OneOf, Range, Whole, Words


class ProblemIn(InKazakh):
    """A problem a session named; without a settlement it is of the session's own."""

    title = Words(500, "Say what the problem is.", required=True)
    title_kk = in_kazakh(500)
    votes = Whole(
        required=True, validate=Range(0, 100_000), error_messages={"required": "Say how many voted for it."}
    )
    sector = fields.String(required=True, validate=OneOf(SECTORS))
    priority = fields.String(required=True, validate=OneOf(PRIORITIES))
    settlement = Words(200, load_default="")
    more_votes = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep more votes than people on the list, which is else asked"},
    )


class ProtocolIn(Schema):
    """What the protocol of a session says besides its problems; agenda and decisions are one a line."""

    number = Words(50, "Write the number of the protocol.", required=True)
    agenda = Words(3000, "Write the agenda, a line a question.", required=True)
    decisions = Words(5000, "Write what was decided, a line a decision.", required=True)
    chair = Words(200, "Write who led the session.", required=True)
    secretary = Words(200, "Write who kept the protocol.", required=True)


class ProblemWithdrawalIn(Schema):
    """Why a problem is withdrawn."""

    reason = Words(500, "Say why it is withdrawn.", required=True)


class ProblemOut(Schema):
    """A problem in a list, with the session that named it."""

    id = fields.UUID()
    project_id = fields.UUID()
    gathering_id = fields.UUID()
    session = fields.String()
    held_on = fields.Date()
    title = fields.String()
    title_kk = fields.String()
    votes = fields.Integer()
    sector = fields.String()
    priority = fields.String()
    region = fields.String()
    settlement = fields.String()
    status = fields.String(metadata={"enum": ["named", "withdrawn"]})


class ProblemFilter(PageArgs):
    """Which problems."""

    project_id = fields.UUID(load_default=None)
    gathering_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
    sector = fields.String(load_default=None, validate=OneOf(SECTORS))
