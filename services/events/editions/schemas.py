"""Shapes of editions and of their registers, in forms and on the wire."""

from __future__ import annotations

from marshmallow import Schema, fields

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.language.publications import MEDIA, OF_EDITIONS
from shared.validation import Day, OneOf, Range, Whole, Words

OUTSIDE = {"description": "true: keep a day outside the project, which is else refused to be asked"}


class EditionFields(InKazakh):
    """What is said of an edition."""

    title = Words(300, "Give it a title.", required=True)
    title_kk = in_kazakh(300)
    issued_on = Day(required=True, error_messages={"required": "Say on which day."})
    printed = Whole(
        load_default=None,
        allow_none=True,
        validate=Range(1, 1000000),
        metadata={"description": "The print run, as the printer's invoice says; it is no figure of the plan"},
    )
    link = fields.URL(load_default=None, allow_none=True, schemes={"http", "https"})
    offered = fields.Boolean(
        load_default=False, metadata={"description": "true: everybody may download its file"}
    )
    outside = fields.Boolean(load_default=False, metadata=OUTSIDE)


class EditionIn(EditionFields):
    """A new edition."""

    project_id = fields.UUID(required=True)


class EntryIn(InKazakh):
    """An entry of an edition's register: a review, an act of transfer, a hand-out."""

    kind = fields.String(required=True, validate=OneOf(OF_EDITIONS))
    issued_on = Day(required=True, error_messages={"required": "Say on which day."})
    whom = Words(300, "Say who, or where and to whom.", required=True)
    whom_kk = in_kazakh(300)
    region = fields.String(load_default=None, allow_none=True)
    medium = fields.String(load_default=None, allow_none=True, validate=OneOf(MEDIA))
    gathering_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "The gathering where everybody present got a copy, instead of receivers"},
    )
    receivers = Words(
        20000, load_default="", metadata={"description": "Who received it, a line each; each got one copy"}
    )
    same = fields.Boolean(
        load_default=False, metadata={"description": "true: a name that stands twice is two people"}
    )
    outside = fields.Boolean(load_default=False, metadata=OUTSIDE)


class EntryWithdrawn(Schema):
    """Why an entry is withdrawn."""

    reason = Words(500, "Say why it is struck off.", required=True)


class EditionOut(Schema):
    """An edition with what became of it, as far as the asker sees the regions."""

    id = fields.UUID()
    project_id = fields.UUID()
    title = fields.String()
    title_kk = fields.String()
    issued_on = fields.Date()
    printed = fields.Integer(allow_none=True)
    link = fields.String(allow_none=True)
    offered = fields.Boolean()
    paper = fields.Integer()
    electronic = fields.Integer()
    downloads = fields.Integer()
    reviews = fields.Integer()
    transfers = fields.Integer()


class EditionFilter(PageArgs):
    """Which editions."""

    project_id = fields.UUID(load_default=None)
