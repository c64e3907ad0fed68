"""Shapes of publications on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.publications import KINDS, PLANNED, PUBLISHED, STATUSES
from shared.validation import Day, OneOf, Words


class PublicationFields(InKazakh):
    """What a person says about something issued."""

    activity = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "The id of a line of the plan or its code; left out: the one of this kind"},
    )
    kind = fields.String(required=True, validate=OneOf(KINDS))
    title = Words(300, "Give it a title.", required=True)
    title_kk = in_kazakh(300)
    region = fields.String(load_default=None, allow_none=True)
    planned_on = Day(load_default=None, allow_none=True)
    issued_on = Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The day it was published; of what is not yet, the day that is planned"},
    )
    channel = Words(200, load_default=None, allow_none=True)
    owner = Words(200, load_default=None, allow_none=True)
    link = fields.URL(load_default=None, allow_none=True, schemes={"http", "https"})
    status = fields.String(load_default=PUBLISHED, validate=OneOf(STATUSES))

    outside = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep a day outside the project, which is else refused to be asked"},
    )


class PublicationIn(PublicationFields):
    """A new publication."""

    project_id = fields.UUID(required=True)


class StatusIn(Schema):
    """Where an item of the media plan stands now."""

    status = fields.String(required=True, validate=OneOf(PLANNED))


class IssueIn(Schema):
    """The day on which a planned item was published, and where it can be read."""

    issued_on = Day(required=True, error_messages={"required": "Say on which day."})
    link = fields.URL(load_default=None, allow_none=True, schemes={"http", "https"})
    outside = fields.Boolean(load_default=False)


class PublicationOut(PublicationIn):
    """A publication with its id and how many files prove it."""

    class Meta:
        exclude = ("outside", "kazakh")

    id = fields.UUID()
    activity_id = fields.String(allow_none=True)
    quantity = fields.Integer(metadata={"description": "1; more only of what was recorded before editions"})
    medium = fields.String(allow_none=True)
    day = fields.Date(allow_none=True, metadata={"description": "The day it was issued, or is to be"})
    proofs = fields.Integer()


class PublicationFilter(PageArgs):
    """Which publications."""

    project_id = fields.UUID(load_default=None)
    kind = fields.String(load_default=None, validate=OneOf(KINDS))
    status = fields.String(load_default=None, validate=OneOf(STATUSES))
