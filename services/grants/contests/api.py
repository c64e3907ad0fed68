"""Contests and their funds, for other tools."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Response

from services.grants.contests import schemas
from services.grants.contests.models import Contest
from services.grants.contests.operations import drafting, funding, holding
from services.grants.contests.queries import lists
from services.grants.contests.queries.contests import get_contest
from services.grants.projects.queries import projects
from shared.access import requires
from shared.doors.api import Blueprint, Created, beforehand, created, respond, run
from shared.doors.cursors import after_of, page

api = Blueprint("contests", __name__, description="Contests and their regional funds")


@api.route("/contests", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.ContestIn)
@api.response(201, Created)
def open_draft(values: dict[str, Any]) -> Response:
    """Add a contest as a draft, with one fund for each region of the project."""
    return created(drafting.open_draft, values)


@api.route("/contests", methods=["GET"])
@requires("contest.view")
@api.arguments(schemas.ContestFilter, location="query")
@api.response(200, schemas.ContestOut(many=True))
def list_contests(args: dict[str, Any]) -> Response:
    """List contests, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = lists.contest_page(args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row.id,))


@api.route("/contests/<uuid:contest_id>", methods=["GET"])
@requires("contest.view")
@api.response(200, schemas.ContestOut)
def show_contest(contest_id: uuid.UUID) -> Response:
    """Give one contest with its funds: fund, requested, recommended, awarded, paid, left."""
    get_contest(contest_id)
    return respond(lists.contest_row(contest_id))


@api.route("/contests/<uuid:contest_id>/funds", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.FundsIn)
@api.response(200, schemas.ContestOut)
def change_funds(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Change funds of a draft."""
    contest = get_contest(contest_id, "contest.manage")
    named = funding.once_each(projects.get(contest.project_id), values["funds"])
    return done(funding.change_funds, contest, named)


@api.route("/contests/<uuid:contest_id>/opening", methods=["POST"])
@requires("contest.manage")
@api.response(200, schemas.ContestOut)
def open_contest(contest_id: uuid.UUID) -> Response:
    """Begin to take applications."""
    said = beforehand(holding.ask_missing, get_contest(contest_id, "contest.manage"))
    return done(holding.open_contest, held(contest_id), said)


@api.route("/contests/<uuid:contest_id>/closing", methods=["POST"])
@requires("contest.manage")
@api.response(200, schemas.ContestOut)
def close_contest(contest_id: uuid.UUID) -> Response:
    """Stop taking applications; papers that came in time can still be entered with their day."""
    return done(holding.close_contest, held(contest_id))


@api.route("/contests/<uuid:contest_id>/milestones", methods=["POST"])
@requires("contest.manage")
@api.arguments(schemas.MilestonesIn)
@api.response(200, schemas.ContestOut)
def record_milestones(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Enter the days of the regulation, the commission meeting and the protocol."""
    return done(holding.record_milestones, held(contest_id), values)


def held(contest_id: uuid.UUID) -> Contest:
    """A contest to manage, held against a concurrent change."""
    return get_contest(contest_id, "contest.manage", lock=True)


def done(operation: Callable[..., None], contest: Contest, *given: Any) -> Response:
    """Carry an operation on a contest out and answer with the contest."""
    return run(operation, contest, *given, answer=lambda _: lists.contest_row(contest.id))
