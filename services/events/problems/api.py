"""Problems of sessions for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.problems import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.correcting import correcting
from shared.doors.cursors import after_of, page

api = Blueprint("problems", __name__, description="Problems named at thematic sessions")


@api.route("/problems", methods=["GET"])
@requires("problem.view")
@api.arguments(schemas.ProblemFilter, location="query")
@api.response(200, schemas.ProblemOut(many=True))
def list_problems(args: dict[str, Any]) -> Response:
    """List problems, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    return page(queries.problem_page(args, after, args["limit"]), args["limit"], lambda row: (row["id"],))


@api.route("/gatherings/<uuid:gathering_id>/problems", methods=["POST"])
@requires("problem.record")
@api.arguments(schemas.ProblemIn)
@api.response(201, Created)
def name_problem(values: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Write a problem down that a thematic session named."""
    return created(
        operations.name_problem, queries.get_session(gathering_id, queries.RECORD, lock=True), values
    )


@api.route("/problems/<uuid:problem_id>", methods=["PUT"])
@requires("problem.record")
@api.arguments(correcting(schemas.ProblemIn))
@api.response(200, Created)
def change_problem(values: dict[str, Any], problem_id: uuid.UUID) -> Response:
    """Correct a problem a session named."""
    item = queries.get_problem(problem_id, queries.RECORD, lock=True)
    return run(operations.change_problem, item, values, answer=lambda done: {"id": done.id})


@api.route("/problems/<uuid:problem_id>/withdrawal", methods=["POST"])
@requires("problem.record")
@api.arguments(schemas.ProblemWithdrawalIn)
@api.response(200, Created)
def withdraw_problem(values: dict[str, Any], problem_id: uuid.UUID) -> Response:
    """Say that a problem was written down by mistake."""
    item = queries.get_problem(problem_id, queries.RECORD, lock=True)
    return run(operations.withdraw_problem, item, values, answer=lambda done: {"id": done.id})


@api.route("/gatherings/<uuid:gathering_id>/protocol", methods=["PUT"])
@requires("problem.record")
@api.arguments(schemas.ProtocolIn)
@api.response(200, Created)
def write_protocol(values: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Write what the protocol of a session says besides its problems."""
    session = queries.get_session(gathering_id, queries.RECORD, lock=True)
    return run(operations.write_protocol, session, values, answer=lambda done: {"id": done.id})
