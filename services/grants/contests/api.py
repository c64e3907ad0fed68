"""Contests and their funds, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.grants.contests import operations, queries, schemas
from services.grants.projects.queries import projects
from shared.access import requires
from shared.doors.api import page, parts_of, respond, run

api = Blueprint("contests", __name__, description="Contests and their regional funds")


@api.route("/contests", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.ContestIn)
@api.response(201, schemas.Created)
def open_draft(values: dict[str, Any]) -> Response:
    """Add a contest as a draft, with one fund for each region of the project."""
    return run(operations.open_draft, values, answer=lambda made: {"id": made.id}, status=201)


@api.route("/contests", methods=["GET"])
@requires("contest.view")
@api.arguments(schemas.ContestFilter, location="query")
@api.response(200, schemas.ContestOut(many=True))
def list_contests(args: dict[str, Any]) -> Response:
    """List contests, newest first; the next page is behind the Next-Cursor header."""
    after = parts_of(args["cursor"], uuid.UUID)
    rows = queries.contest_page(args, after[0] if after else None, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/contests/<uuid:contest_id>", methods=["GET"])
@requires("contest.view")
@api.response(200, schemas.ContestOut)
def get_contest(contest_id: uuid.UUID) -> Response:
    """Give one contest with its funds: fund, requested, recommended, awarded, paid, left."""
    queries.get_contest(contest_id)
    return respond(queries.contest_row(contest_id))


@api.route("/contests/<uuid:contest_id>/funds", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.FundsIn)
@api.response(200, schemas.ContestOut)
def change_funds(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Change funds of a draft."""
    contest = queries.get_contest(contest_id, "contest.manage")
    named = operations.once_each(projects.get(contest.project_id), values["funds"])
    return run(operations.change_funds, contest, named, answer=lambda _: queries.contest_row(contest_id))


@api.route("/contests/<uuid:contest_id>/opening", methods=["POST"])
@requires("contest.manage")
@api.response(200, schemas.ContestOut)
def open_contest(contest_id: uuid.UUID) -> Response:
    """Begin to take applications."""
    contest = queries.get_contest(contest_id, "contest.manage", lock=True)
    return run(operations.open_contest, contest, answer=lambda _: queries.contest_row(contest_id))


@api.route("/contests/<uuid:contest_id>/closing", methods=["POST"])
@requires("contest.manage")
@api.response(200, schemas.ContestOut)
def close_contest(contest_id: uuid.UUID) -> Response:
    """Stop taking applications; papers that came in time can still be entered with their day."""
    contest = queries.get_contest(contest_id, "contest.manage", lock=True)
    return run(operations.close_contest, contest, answer=lambda _: queries.contest_row(contest_id))


@api.route("/contests/<uuid:contest_id>/milestones", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.MilestonesIn)
@api.response(200, schemas.ContestOut)
def record_milestones(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Enter the days of the regulation, the commission meeting and the protocol."""
    contest = queries.get_contest(contest_id, "contest.manage", lock=True)
    return run(
        operations.record_milestones, contest, values, answer=lambda _: queries.contest_row(contest_id)
    )
