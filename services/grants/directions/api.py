"""Directions of contests for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from marshmallow import Schema

from services.grants.contests.queries.contests import get_contest
from services.grants.directions import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.correcting import correcting

api = Blueprint("directions", __name__, description="What contests are about")


@api.route("/contests/<uuid:contest_id>/directions", methods=["GET"])
@requires("contest.view")
@api.response(200, schemas.DirectionOut(many=True))
def list_directions(contest_id: uuid.UUID) -> list[dict[str, Any]]:
    """List the directions of a contest with the problems of sessions they answer."""
    contest = get_contest(contest_id)
    directions = queries.directions_of(contest)
    answered = queries.answered_by(directions, contest)
    return [
        {
            "id": row.id,
            "title": row.title,
            "title_kk": row.title_kk,
            "problems": [copy.id for copy in answered[row.id]],
        }
        for row in directions
    ]


@api.route("/contests/<uuid:contest_id>/directions", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.DirectionIn)
@api.response(201, Created)
def add_direction(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Write a direction down with the problems it answers."""
    return created(operations.add_direction, get_contest(contest_id, "contest.manage", lock=True), values)


@api.route("/contests/<uuid:contest_id>/directions/<uuid:direction_id>", methods=["PUT"])
@requires("contest.manage")
@api.arguments(correcting(schemas.DirectionChange))
@api.response(200, Created)
def change_direction(values: dict[str, Any], contest_id: uuid.UUID, direction_id: uuid.UUID) -> Response:
    """Say what a direction is called in Kazakh."""
    contest = get_contest(contest_id, "contest.manage", lock=True)
    direction = queries.get_direction(contest, direction_id)
    return run(operations.change_direction, direction, values, answer=lambda done: {"id": done.id})


@api.route("/contests/<uuid:contest_id>/directions/<uuid:direction_id>", methods=["DELETE"])
@requires("contest.manage")
@api.response(200, Schema)
def remove_direction(contest_id: uuid.UUID, direction_id: uuid.UUID) -> Response:
    """Take a direction off a contest that still takes applications."""
    contest = get_contest(contest_id, "contest.manage", lock=True)
    direction = queries.get_direction(contest, direction_id)
    return run(operations.remove_direction, contest, direction, answer=lambda _none: {})
