"""Shapes of a plan in two languages."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.registry.annexes.schemas import FirstFile


class WordingIn(Schema):
    """The Kazakh words of one line; nothing takes the former away."""

    line = fields.String(required=True, metadata={"example": "unit:человек"})
    kazakh = fields.String(required=True, allow_none=True)


class WordingsForm(Schema):
    """The Kazakh words of some lines; the others stay as they are."""

    wordings = fields.List(fields.Nested(WordingIn), required=True)
    kazakh = fields.Boolean(
        load_default=False,
        metadata={"description": "true: keep words that look Russian, which is else asked"},
    )


class NumbersOut(Schema):
    """Numbers that only one of the two languages names."""

    russian = fields.List(fields.String())
    kazakh = fields.List(fields.String())


class WordingOut(Schema):
    """A line of the plan in both languages."""

    line = fields.String(
        metadata={
            "description": "id of a task, activity or indicator; topic; goal; grantee; result:4; unit:человек"
        }
    )
    kind = fields.String()
    code = fields.String()
    russian = fields.String()
    kazakh = fields.String(allow_none=True)
    former = fields.String(
        metadata={"description": "written for other Russian words of this line, so not used"}
    )
    numbers = fields.Nested(NumbersOut, allow_none=True)


class WordingsFile(FirstFile):
    """The same plan in Kazakh as a Word file."""


class DoubtOut(Schema):
    """Why it is not certain that the words of the file are of this line."""

    code = fields.String(metadata={"example": "planned"})
    text = fields.String()


class ReadWordingOut(Schema):
    """What the file says of a line; not kept until it is sent as a wording."""

    line = fields.String()
    code = fields.String()
    russian = fields.String()
    kazakh = fields.String()
    certain = fields.Boolean()
    doubts = fields.List(fields.Nested(DoubtOut))


class ReadOut(Schema):
    """What a file of the plan says in Kazakh, line by line; `left` is what belongs to no line."""

    found = fields.List(fields.Nested(ReadWordingOut))
    missing = fields.List(fields.String(), metadata={"description": "lines the file does not name"})
    left = fields.List(fields.String())
