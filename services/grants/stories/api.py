"""Success stories for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.grants.applications.schemas import Reason
from services.grants.stories import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("stories", __name__, description="Success stories of sub-projects")


@api.route("/stories", methods=["POST"])
@requires("story.record")
@api.arguments(schemas.StoryIn)
@api.response(201, Created)
def record_story(values: dict[str, Any]) -> Response:
    """Write down the story of a sub-project; with a day it is published."""
    return created(operations.record_story, values)


@api.route("/stories", methods=["GET"])
@requires("story.view")
@api.arguments(schemas.StoryFilter, location="query")
@api.response(200, schemas.StoryOut(many=True))
def list_stories(args: dict[str, Any]) -> Response:
    """List success stories, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {"region": args["region"], "award": args["award_id"]}
    rows = queries.story_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/stories/<uuid:story_id>/withdrawal", methods=["POST"])
@requires("story.record")
@api.arguments(Reason)
@api.response(200, Created)
def withdraw_story(values: dict[str, Any], story_id: uuid.UUID) -> Response:
    """Say that a story is no longer told; it counts nowhere any more."""
    story = queries.get_story(story_id, queries.RECORD, lock=True)
    return run(operations.withdraw_story, story, values, answer=lambda done: {"id": done.id})
