"""Shapes of initiative groups in forms and on the wire."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, fields, post_load

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.validation import Day, Length, Words

MOST_MEMBERS = 60
BEFORE_NAME = re.compile(r"^[\s\d.)№•–—-]+")  # the number of a line of a list
TOO_MANY = "A group of more than 60 is written down by its 60 most active members."


class GroupFields(InKazakh):
    """What is said of a group, new or corrected."""

    name = Words(200, "Write what the group is called.", required=True)
    name_kk = in_kazakh(200)
    region = fields.String(required=True, error_messages={"required": "Choose the region."})
    settlement = Words(200, "Write the village: a group works in one.", required=True)
    problem = Words(2000, "Write which problem it works on.", required=True)
    problem_kk = in_kazakh(2000)
    formed_on = Day(
        required=True, error_messages={"required": "Say on which day it was founded: the protocol has it."}
    )
    leader_name = Words(200, "Write who leads the group.", required=True)
    outside = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep a day outside the project, which is else refused to be asked"},
    )
    few = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep a group of fewer than three, which is else asked"},
    )
    again = fields.Boolean(
        load_default=False,
        metadata={"description": "true: another group of a name that is recorded, which is else asked"},
    )


class GroupIn(GroupFields):
    """A new group."""

    project_id = fields.UUID(required=True)
    members = fields.List(
        Words(200),
        load_default=list,
        validate=Length(max=MOST_MEMBERS, error=TOO_MANY),
        metadata={"description": "Names of the others in the group"},
    )


class Listed(Schema):
    """Members as a form has them: one a line, as they were pasted."""

    members = Words(8000, load_default="")

    @post_load
    def lines(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """The names, without numbers before them."""
        found = (BEFORE_NAME.sub("", line).strip(" ;,") for line in data["members"].splitlines())
        names = [name for name in found if name]
        Length(max=MOST_MEMBERS, error=TOO_MANY)(names)
        return {**data, "members": names}


class GroupForm(GroupFields, Listed):
    """The form of a new group."""

    project_id = fields.UUID(required=True)


class CorrectionForm(GroupFields, Listed):
    """The form that corrects a group."""


class CheckIn(Schema):
    """What was found when a group was visited again."""

    checked_on = Day(required=True, error_messages={"required": "Say on which day."})
    meets = fields.Boolean(required=True, error_messages={"required": "Answer yes or no."})
    led = fields.Boolean(required=True, error_messages={"required": "Answer yes or no."})
    acts = fields.Boolean(required=True, error_messages={"required": "Answer yes or no."})
    note = Words(1000, load_default="")


class GroupWithdrawalIn(Schema):
    """Why a group is withdrawn."""

    reason = Words(500, "Say why.", required=True)


class GroupOut(Schema):
    """A group in a list, without the names of its people; `state` is proven, unproven (no founding protocol
    that opens) or withdrawn, `lasts` what the last check found: null before the first."""

    id = fields.UUID()
    project_id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    name = fields.String()
    name_kk = fields.String()
    region = fields.String()
    settlement = fields.String()
    problem = fields.String()
    problem_kk = fields.String()
    formed_on = fields.Date()
    members = fields.Integer()
    lasts = fields.Boolean(allow_none=True)
    checked_on = fields.Date(allow_none=True)
    state = fields.String()


class GroupFilter(PageArgs):
    """Which groups."""

    project_id = fields.UUID(load_default=None)
    region = fields.String(load_default=None)
