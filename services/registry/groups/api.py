"""Initiative groups for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.groups import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("groups", __name__, description="Initiative groups")


@api.route("/groups", methods=["POST"])
@requires("group.record")
@api.arguments(schemas.GroupIn)
@api.response(201, Created)
def record_group(values: dict[str, Any]) -> Response:
    """Write an initiative group down."""
    return created(operations.record_group, values)


@api.route("/groups", methods=["GET"])
@requires("group.view")
@api.arguments(schemas.GroupFilter, location="query")
@api.response(200, schemas.GroupOut(many=True))
def list_groups(args: dict[str, Any]) -> Response:
    """List initiative groups, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {"project": args["project_id"], "region": args["region"]}
    rows = queries.group_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/groups/<uuid:group_id>/checks", methods=["POST"])
@requires("group.record")
@api.arguments(schemas.CheckIn)
@api.response(201, Created)
def check_group(values: dict[str, Any], group_id: uuid.UUID) -> Response:
    """Write down what a visit to a group found."""
    return created(operations.check_group, queries.get_group(group_id, queries.RECORD, lock=True), values)


@api.route("/groups/<uuid:group_id>/withdrawal", methods=["POST"])
@requires("group.record")
@api.arguments(schemas.GroupWithdrawalIn)
@api.response(200, Created)
def withdraw_group(values: dict[str, Any], group_id: uuid.UUID) -> Response:
    """Say that a group was written down by mistake; it counts nowhere any more."""
    group = queries.get_group(group_id, queries.RECORD, lock=True)
    return run(operations.withdraw_group, group, values, answer=lambda done: {"id": done.id})
