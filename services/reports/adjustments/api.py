"""Adjustments for other tools; approving one takes a person who is signed in."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.adjustments import operations, queries, schemas
from services.reports.adjustments.queries import APPROVE, PROPOSE
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("adjustments", __name__, description="Adjustments of figures")


@api.route("/projects/<uuid:project_id>/adjustments", methods=["POST"])
@requires("adjustment.propose")
@api.arguments(schemas.AdjustmentIn)
@api.response(201, Created)
def propose_adjustment(values: dict[str, Any], project_id: uuid.UUID) -> Response:
    """Propose an adjustment; it counts once it has a paper and a second person approved it."""
    return created(operations.propose_adjustment, project_id, values)


@api.route("/projects/<uuid:project_id>/adjustments", methods=["GET"])
@requires("adjustment.view")
@api.arguments(schemas.AdjustmentFilter, location="query")
@api.response(200, schemas.AdjustmentOut(many=True))
def list_adjustments(args: dict[str, Any], project_id: uuid.UUID) -> Response:
    """List the adjustments of a project, newest first; the next page is behind the Next-Cursor header."""
    project = queries.get_planned(project_id)
    found = queries.indicator_of(project, args["indicator"])
    wanted = {
        "project": project.id,
        "state": args["state"],
        "indicator": found.id if found else args["indicator"],
    }
    rows = queries.adjustment_page(wanted, after_of(args["cursor"], uuid.UUID), args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/adjustments/<uuid:adjustment_id>/approval", methods=["POST"])
@requires("adjustment.approve")
@api.response(200, Created)
def approve_adjustment(adjustment_id: uuid.UUID) -> Response:
    """Approve what somebody else proposed; it counts from now on."""
    item = queries.get_adjustment(adjustment_id, APPROVE, lock=True)
    return run(operations.approve_adjustment, item, answer=lambda done: {"id": done.id})


@api.route("/adjustments/<uuid:adjustment_id>/withdrawal", methods=["POST"])
@requires("adjustment.propose")
@api.arguments(schemas.AdjustmentWithdrawalIn)
@api.response(200, Created)
def withdraw_adjustment(values: dict[str, Any], adjustment_id: uuid.UUID) -> Response:
    """Withdraw an adjustment; it counts nowhere any more."""
    item = queries.get_adjustment(adjustment_id, PROPOSE, lock=True)
    return run(operations.withdraw_adjustment, item, values, answer=lambda done: {"id": done.id})
