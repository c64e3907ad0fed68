"""Lines of a draft by hand, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.lines import operations, schemas
from services.registry.plans import queries
from services.registry.plans.cards.tools import described
from services.registry.plans.models import Indicator, Plan
from services.registry.plans.schemas import PlanOut
from services.registry.recorded.queries import recorded
from shared.access import requires
from shared.doors.api import Blueprint, respond, run

api = Blueprint("lines", __name__, description="Lines of a draft by hand: added, removed, moved, numbered")


@api.route("/plans/<uuid:plan_id>/lines", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.arguments(schemas.LineForm)
@api.response(201, schemas.LineOut)
def add_line(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Add a task, or `under` a task an activity, or `under` an activity an indicator."""
    plan = queries.get_plan(plan_id, lock=True)
    above = operations.above_of(plan, form["under"])
    return run(operations.add_line, plan, above, form["title"], form["before"], answer=line_told, status=201)


@api.route("/plans/<uuid:plan_id>/lines/<uuid:line_id>/place", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.arguments(schemas.PlaceForm)
@api.response(200, schemas.LineOut)
def place_line(form: dict[str, Any], plan_id: uuid.UUID, line_id: uuid.UUID) -> Response:
    """Move a line `under` another one, or where it is, `before` one of those there or behind them all."""
    plan = queries.get_plan(plan_id, lock=True)
    row = operations.line_of(plan, line_id)
    above = operations.above_of(plan, form["under"]) if form["under"] else operations.owner(row)
    return run(operations.place_line, plan, row, above, form["before"], answer=line_told)


@api.route("/plans/<uuid:plan_id>/lines/<uuid:line_id>/records", methods=["GET"])
@requires("plan.edit", everywhere=True)
@api.response(200, schemas.HangingOut(many=True))
def list_records(plan_id: uuid.UUID, line_id: uuid.UUID) -> Response:
    """Say what is recorded on a line, that is on its activities, before it is removed."""
    plan = queries.get_plan(plan_id)
    lines = operations.lines_recorded(operations.line_of(plan, line_id))
    return respond(schemas.HangingOut(many=True).dump(recorded(plan.project_id, lines)))


@api.route("/plans/<uuid:plan_id>/lines/<uuid:line_id>/removal", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.response(200, PlanOut)
def remove_line(plan_id: uuid.UUID, line_id: uuid.UUID) -> Response:
    """Take a line with all under it out of the draft; what is recorded on it stays and can be moved."""
    return run(remove, plan_id, line_id, answer=described)


def remove(plan_id: uuid.UUID, line_id: uuid.UUID) -> Plan:
    """Take the line out; the draft that is left."""
    plan = queries.get_plan(plan_id, lock=True)
    operations.remove_line(plan, operations.line_of(plan, line_id))
    return plan


@api.route("/plans/<uuid:plan_id>/lines/numbers", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.response(200, PlanOut)
def renumber(plan_id: uuid.UUID) -> Response:
    """Number tasks, activities and indicators in their order."""
    return run(numbered, plan_id, answer=described)


def numbered(plan_id: uuid.UUID) -> Plan:
    """The draft with its new numbers."""
    plan = queries.get_plan(plan_id, lock=True)
    operations.renumber(plan)
    return plan


def line_told(row: operations.Line) -> dict[str, Any]:
    """A line as the answer names it."""
    title = row.name if isinstance(row, Indicator) else row.title
    return {"id": row.stable_id, "code": row.code, "title": title}
