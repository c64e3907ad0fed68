"""The leaders' pool for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.leaders import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("leaders", __name__, description="The leaders' pool")


@api.route("/leaders", methods=["POST"])
@requires("leader.record")
@api.arguments(schemas.LeaderIn)
@api.response(201, Created)
def join_pool(values: dict[str, Any]) -> Response:
    """Let a person of the register join the pool."""
    return created(operations.join_pool, values)


@api.route("/leaders", methods=["GET"])
@requires("leader.view")
@api.arguments(schemas.LeaderFilter, location="query")
@api.response(200, schemas.LeaderOut(many=True))
def list_leaders(args: dict[str, Any]) -> Response:
    """List the pool without names, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {"project": args["project_id"], "region": args["region"]}
    rows = queries.leader_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/leaders/<uuid:leader_id>/leaving", methods=["POST"])
@requires("leader.record")
@api.arguments(schemas.LeavingIn)
@api.response(200, Created)
def leave_pool(values: dict[str, Any], leader_id: uuid.UUID) -> Response:
    """Say that somebody is in the pool no longer."""
    leader = queries.get_leader(leader_id, queries.RECORD, lock=True)
    return run(operations.leave_pool, leader, values, answer=lambda done: {"id": done.id})
