"""Plans for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.db import db
from services.registry.plans import operations, queries, schemas
from services.registry.plans.cards.tools import created, described
from shared.access import requires
from shared.doors.api import Blueprint, beforehand, respond, run
from shared.doors.cursors import PageArgs, after_of, page
from shared.queue import outbox

api = Blueprint("plans", __name__, description="The project passport and the monitoring plan")


@api.route("/plans/<uuid:plan_id>", methods=["GET"])
@requires("plan.view")
@api.response(200, schemas.PlanOut)
def get_plan(plan_id: uuid.UUID) -> Response:
    """Give a version of a plan with its passport, team and sections."""
    return respond(described(queries.get_plan(plan_id)))


@api.route("/plans/<uuid:plan_id>/approval", methods=["POST"])
@requires("plan.approve", everywhere=True)
@api.response(200, schemas.PlanCreated)
def approve_plan(plan_id: uuid.UUID) -> Response:
    """Lock a version and put it in force."""
    said = beforehand(operations.ask_rules, queries.get_plan(plan_id))
    plan = queries.get_plan(plan_id, lock=True)
    answer = run(operations.approve_plan, plan, said, answer=created)
    outbox.deliver_now(db.session)  # so that the caller's next call to a neighbour finds the project
    return answer


@api.route("/projects", methods=["GET"])
@requires("project.list")
@api.arguments(PageArgs, location="query")
@api.response(200, schemas.ProjectOut(many=True))
def list_projects(args: dict[str, Any]) -> Response:
    """List projects, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.project_rows(after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))
