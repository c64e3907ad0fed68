"""What was handed down, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.handed import queries, schemas
from services.registry.handed.operations.accepting import accept
from services.registry.plans.models import Plan
from services.registry.plans.operations import ask_rules
from shared.access import requires
from shared.doors.api import Blueprint, beforehand, run
from shared.doors.cursors import after_of, page

api = Blueprint("handed", __name__, description="What came down from the deployment above")


@api.route("/handed", methods=["GET"])
@requires("handed.view", everywhere=True)
@api.arguments(schemas.HandedFilter, location="query")
@api.response(200, schemas.HandedOut(many=True))
def list_handed(args: dict[str, Any]) -> Response:
    """List signed records, newest first; the next page is behind the Next-Cursor header."""
    rows = queries.handed_rows(after_of(args["cursor"], uuid.UUID), args["limit"])
    return page([schemas.HandedOut().dump(row) for row in rows], args["limit"], lambda row: (row["id"],))


@api.route("/plans/<uuid:plan_id>/acceptance", methods=["POST"])
@requires("handed.accept", everywhere=True)
@api.response(200, schemas.AcceptedOut)
def accept_plan(plan_id: uuid.UUID) -> Response:
    """Put a version that was handed down in force here."""
    said = beforehand(ask_rules, queries.get_proposal(plan_id))
    return run(accept, queries.get_proposal(plan_id, lock=True), said, answer=accepted)


def accepted(plan: Plan) -> dict[str, Any]:
    """The version as the answer says it."""
    return {"id": plan.id, "project_id": plan.project_id, "version": plan.no, "status": plan.status}
