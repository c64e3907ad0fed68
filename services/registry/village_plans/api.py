"""Village plans for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from marshmallow import Schema

from services.registry.village_plans import operations, queries, schemas
from services.registry.village_plans.models import VillagePlan
from services.registry.village_plans.schemas import PARTS, Part
from services.registry.wordings.schemas import WordingsForm
from shared.access import in_scope, requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.correcting import correcting
from shared.doors.cursors import after_of, page

api = Blueprint("village_plans", __name__, description="Inclusive development plans of villages")


@api.route("/village-plans", methods=["POST"])
@requires("village_plan.record")
@api.arguments(schemas.VillagePlanIn)
@api.response(201, Created)
def begin_plan(values: dict[str, Any]) -> Response:
    """Begin a village's plan; its parts are added row by row."""
    return created(operations.begin_plan, values)


@api.route("/village-plans", methods=["GET"])
@requires("village_plan.view")
@api.arguments(schemas.VillagePlanFilter, location="query")
@api.response(200, schemas.VillagePlanOut(many=True))
def list_plans(args: dict[str, Any]) -> Response:
    """List plans, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {name.removesuffix("_id"): args[name] for name in ("project_id", "region", "state")}
    return page(queries.plan_page(wanted, after, args["limit"]), args["limit"], lambda row: (row["id"],))


@api.route("/village-plans/<uuid:village_plan_id>", methods=["GET"])
@requires("village_plan.view")
@api.response(200, schemas.WholePlanOut)
def show_plan(village_plan_id: uuid.UUID) -> dict[str, Any]:
    """Read a plan with all its parts."""
    item = queries.get_village_plan(village_plan_id)
    return {**of_plan(item), **{key: rows(item, part) for key, part in PARTS.items()}}


@api.route("/village-plans/<uuid:village_plan_id>", methods=["PUT"])
@requires("village_plan.record")
@api.arguments(correcting(schemas.VillagePlanFields))
@api.response(200, Created)
def change_plan(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
    """Correct what is said of a plan itself."""
    return told(operations.change_plan, held(village_plan_id), values)


@api.route("/village-plans/<uuid:village_plan_id>/approval", methods=["POST"])
@requires("village_plan.record")
@api.arguments(schemas.ApprovalIn)
@api.response(200, Created)
def approve_plan(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
    """Write down that the village approved the plan; from that day it counts."""
    return told(operations.approve_plan, held(village_plan_id), values)


@api.route("/village-plans/<uuid:village_plan_id>/reopening", methods=["POST"])
@requires("village_plan.reopen")
@api.arguments(schemas.ReasonIn)
@api.response(200, Created)
def reopen_plan(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
    """Take the approval of a plan back, for a reason."""
    return told(operations.reopen_plan, held(village_plan_id, queries.REOPEN), values)


@api.route("/village-plans/<uuid:village_plan_id>/withdrawal", methods=["POST"])
@requires("village_plan.record")
@api.arguments(schemas.ReasonIn)
@api.response(200, Created)
def withdraw_plan(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
    """Say that a plan was begun by mistake; it counts nowhere any more."""
    return told(operations.withdraw_plan, held(village_plan_id), values)


@api.route("/village-plans/<uuid:village_plan_id>/sessions", methods=["POST"])
@requires("village_plan.record")
@api.arguments(schemas.ProblemsTakenIn)
@api.response(200, schemas.ProblemsTakenOut)
def take_problems(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
    """Take what sessions of the village named over into its plan; the ids of its rows."""
    rows = held(village_plan_id), values
    return run(operations.take_problems, *rows, answer=lambda made: {"ids": [row.id for row in made]})


@api.route("/village-plans/<uuid:village_plan_id>/wordings", methods=["GET"])
@requires("village_plan.view")
@api.response(200, schemas.WordingOfPlan(many=True))
def list_wordings(village_plan_id: uuid.UUID) -> list[dict[str, Any]]:
    """Read a plan in both languages, line by line."""
    return wordings(queries.get_village_plan(village_plan_id))


@api.route("/village-plans/<uuid:village_plan_id>/wordings", methods=["POST"])
@requires("village_plan.record")
@api.arguments(WordingsForm)
@api.response(200, schemas.WordingOfPlan(many=True))
def word_plan(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
    """Write what some lines are called in Kazakh; an approved plan takes it too."""
    item = held(village_plan_id)
    texts = {said["line"]: said["kazakh"] or "" for said in values["wordings"]}
    return run(operations.word_plan, item, texts, values["kazakh"], answer=lambda _many: wordings(item))


def wordings(item: VillagePlan) -> list[dict[str, Any]]:
    """Every line of a plan in both languages."""
    found = (one.words for one in queries.worded(item, queries.parts_of(item)))
    return [
        {"line": one.line, "part": one.kind, "russian": one.russian, "kazakh": one.kazakh} for one in found
    ]


def held(village_plan_id: uuid.UUID, permission: str = queries.RECORD) -> VillagePlan:
    """A plan the caller may change, held against others."""
    return queries.get_village_plan(village_plan_id, permission, lock=True)


def told(operation: Any, *given: Any) -> Response:
    """Carry an operation out and answer with the id of what it is about."""
    return run(operation, *given, answer=lambda done: {"id": done.id})


def of_plan(item: VillagePlan) -> dict[str, Any]:
    """What a tool reads of a plan itself."""
    names = schemas.VillagePlanOut().fields
    return {name: getattr(item, name) for name in names if name != "state"} | {
        "state": queries.state_of(item)
    }


def rows(item: VillagePlan, part: Part) -> list[dict[str, Any]]:
    """The rows of a part as a tool reads them."""
    nested: Any = schemas.WholePlanOut().fields[part.key]
    hidden = {"name"} if part.key == "members" and not in_scope(queries.RECORD, item.region) else set()
    return [
        {name: None if name in hidden else getattr(row, name) for name in nested.inner.schema.fields}
        for row in queries.rows_of(item, part)
    ]


def rows_at(part: Part) -> str:
    """Where the rows of a part are."""
    return f"/village-plans/<uuid:village_plan_id>/{part.key}"


def mount_adding(part: Part) -> None:
    """The call that adds a row to a part."""

    @api.route(rows_at(part), methods=["POST"], endpoint=f"add_{part.key}")
    @requires("village_plan.record")
    @api.arguments(part.schema)
    @api.response(201, Created)
    def add_row(values: dict[str, Any], village_plan_id: uuid.UUID) -> Response:
        """Add a row to this part of a plan in work."""
        return created(operations.add_row, held(village_plan_id), part, values)


def mount_changing(part: Part) -> None:
    """The call that corrects a row of a part."""

    @api.route(f"{rows_at(part)}/<uuid:row_id>", methods=["PUT"], endpoint=f"change_{part.key}")
    @requires("village_plan.record")
    @api.arguments(correcting(part.schema))
    @api.response(200, Created)
    def change_row(values: dict[str, Any], village_plan_id: uuid.UUID, row_id: uuid.UUID) -> Response:
        """Correct a row of this part of a plan in work."""
        item = held(village_plan_id)
        return told(operations.change_row, item, part, queries.get_row(item, part, row_id), values)


def mount_removing(part: Part) -> None:
    """The call that takes a row off a part."""

    @api.route(f"{rows_at(part)}/<uuid:row_id>", methods=["DELETE"], endpoint=f"remove_{part.key}")
    @requires("village_plan.record")
    @api.response(200, Schema)
    def remove_row(village_plan_id: uuid.UUID, row_id: uuid.UUID) -> Response:
        """Take a row off this part of a plan in work."""
        item = held(village_plan_id)
        row = queries.get_row(item, part, row_id)
        return run(operations.remove_row, item, row, answer=lambda _none: {})


for one in PARTS.values():
    mount_adding(one)
    mount_changing(one)
    mount_removing(one)
