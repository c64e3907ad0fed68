"""Shapes of what is sent with a Word annex."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.registry.drafts.schemas import REASON
from services.registry.plans.schemas import PlanCreated
from shared.doors.api import UploadedFile


class FirstFile(Schema):
    """The approved plan as a Word file."""

    file = UploadedFile("The plan, .docx")


class AnnexFile(FirstFile):
    """The same from a tool: `project_id` brings it into a project, with the reason of the change;
    `new_project` says that it is another one, though one of this topic, grantee or file is here."""

    project_id = fields.UUID(load_default=None)
    new_project = fields.Boolean(load_default=False)
    reason_code = REASON()
    reason_text = fields.String(load_default="")
    letter = UploadedFile("The letter that asked for the change, a scan or a document", required=False)


class RevisionForm(Schema):
    """Why a revised annex comes in; its file stands beside, or was kept before."""

    reason_code = REASON()
    reason_text = fields.String(load_default="")
    kept = fields.String(load_default="")


class AnnexCreated(PlanCreated):
    """The answer to a file: the draft, its doubts, and how many lines wait to be told apart."""

    matches_open = fields.Integer()


class Offer(Schema):
    """A line in force that a new line may be."""

    id = fields.UUID()
    code = fields.String()
    title = fields.String()


class MatchOut(Schema):
    """A question about a line of a revised annex; the likest line in force is offered first."""

    line = fields.UUID()
    kind = fields.String()
    code = fields.String()
    title = fields.String()
    guess = fields.UUID(allow_none=True)
    offered = fields.List(fields.Nested(Offer))
    answered = fields.Boolean()
    same_as = fields.UUID(allow_none=True)


class Answer(Schema):
    """Which line in force a new line is; null: a new line."""

    line = fields.UUID(required=True)
    same_as = fields.UUID(required=True, allow_none=True)


class AnswersForm(Schema):
    """Answers to questions about lines."""

    answers = fields.List(fields.Nested(Answer), required=True)
