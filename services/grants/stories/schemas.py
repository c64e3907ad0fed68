"""Shapes of success stories in forms and on the wire."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from shared.doors.cursors import PageArgs
from shared.doors.kazakh import InKazakh, in_kazakh
from shared.validation import Day, Words

WHERE = "Say where it is published: a newspaper, a site, a page in a social network."
WHEN = "Say on which day it was published."
WHOSE = "Write what the person said, or leave the name out."


class StoryFields(InKazakh):
    """What is told, and where it is published; without a day it is a draft."""

    title = Words(300, "Give it a title.", required=True)
    title_kk = in_kazakh(300)
    problem = Words(3000, "Say what the problem was.", required=True)
    action = Words(3000, "Say what the group did.", required=True)
    result = Words(3000, "Say what changed.", required=True)
    numbers = Words(1000, load_default="")
    quote = Words(1000, load_default="")
    problem_kk = in_kazakh(3000)
    action_kk = in_kazakh(3000)
    result_kk = in_kazakh(3000)
    numbers_kk = in_kazakh(1000)
    quote_kk = in_kazakh(1000)
    quoted = Words(200, load_default="")
    faceless = fields.Boolean(
        load_default=False,
        metadata={"description": "true: nobody can be recognised in its photos, so no consent is needed"},
    )
    published_on = Day(load_default=None, allow_none=True)
    channel = Words(200, load_default=None, allow_none=True)
    link = fields.URL(load_default=None, allow_none=True, schemes={"http", "https"})
    again = fields.Boolean(
        load_default=False,
        metadata={"description": "true: another story of the same sub-project, which is else asked"},
    )

    @validates_schema
    def hangs_together(self, data: dict[str, Any], **kwargs: Any) -> None:
        """What is published has a day and a place; who is quoted has said something."""
        wrong = {}
        if data.get("published_on") and not data.get("channel"):
            wrong["channel"] = [WHERE]
        if (data.get("channel") or data.get("link")) and not data.get("published_on"):
            wrong["published_on"] = [WHEN]
        if data.get("quoted") and not data.get("quote"):
            wrong["quote"] = [WHOSE]
        if wrong:
            raise ValidationError(wrong)

    @post_load
    def plain(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """No place is nothing, not an empty text."""
        return {**data, "channel": data["channel"] or None}


class StoryIn(StoryFields):
    """A new story."""

    award_id = fields.UUID(
        required=True, error_messages={"required": "Choose whose sub-project the story is of."}
    )


class StoryOut(Schema):
    """A story in a list; `state` is draft, withheld (no consent to a photo or a quotation), published,
    withdrawn. Who is quoted is not told to other tools."""

    id = fields.UUID()
    award_id = fields.UUID()
    contest_id = fields.UUID()
    project_id = fields.UUID()
    region = fields.String()
    settlement = fields.String()
    group = fields.String()
    group_kk = fields.String(allow_none=True, metadata={"description": "as the register has it"})
    title = fields.String()
    title_kk = fields.String()
    problem = fields.String()
    action = fields.String()
    result = fields.String()
    numbers = fields.String()
    quote = fields.String()
    problem_kk = fields.String()
    action_kk = fields.String()
    result_kk = fields.String()
    numbers_kk = fields.String()
    quote_kk = fields.String()
    published_on = fields.Date(allow_none=True)
    channel = fields.String(allow_none=True)
    link = fields.String(allow_none=True)
    state = fields.String()


class StoryFilter(PageArgs):
    """Which stories."""

    region = fields.String(load_default=None)
    award_id = fields.UUID(load_default=None)
