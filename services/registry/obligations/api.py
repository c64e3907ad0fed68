"""Obligations for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.obligations import operations, queries, schemas
from services.registry.obligations.models import Obligation
from services.registry.obligations.record import obligation_record
from services.registry.obligations.rules.proposing import Asked, Slot
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, respond, run
from shared.doors.correcting import correcting
from shared.doors.cursors import after_of, page

api = Blueprint("obligations", __name__, description="What has to exist by a day")


@api.route("/projects/<uuid:project_id>/obligations/proposed", methods=["GET"])
@requires("obligation.view")
@api.response(200, schemas.ProposedOut(many=True))
def list_work(project_id: uuid.UUID) -> Response:
    """List what the plan in force asks to exist and nobody confirmed yet, by indicator."""
    plan, found = queries.proposal(queries.get_plan_told(project_id))
    return respond([proposed(item, found.lacking[item.indicator.id]) for item in fresh(plan, found.lacking)])


def fresh(plan: list[Asked], lacking: dict[str, list[Slot]]) -> list[Asked]:
    """The lines of which something is not confirmed."""
    return [item for item in plan if item.indicator.id in lacking]


def proposed(item: Asked, slots: list[Slot]) -> dict[str, Any]:
    """One line as a tool reads it."""
    body = {
        "indicator_id": item.indicator.id,
        "code": item.indicator.code,
        "measure": item.indicator.measure,
        "owner": item.owner,
        "slots": [vars(slot) for slot in slots],
    }
    return schemas.ProposedOut().dump(body)


@api.route("/projects/<uuid:project_id>/obligations/proposed", methods=["POST"])
@requires("obligation.confirm", everywhere=True)
@api.arguments(schemas.ConfirmationIn)
@api.response(200, schemas.ConfirmedOut)
def confirm_work(values: dict[str, Any], project_id: uuid.UUID) -> Response:
    """Confirm what the plan asks for; what was confirmed before stays as it is."""
    return run(operations.confirm_work, project_id, values, answer=lambda rows: {"added": len(rows)})


@api.route("/projects/<uuid:project_id>/postponements", methods=["POST"])
@requires("obligation.confirm", everywhere=True)
@api.arguments(schemas.PostponementIn)
@api.response(201, Created)
def put_off(values: dict[str, Any], project_id: uuid.UUID) -> Response:
    """Put obligations off to a day, or each by so many days; the order is attached to the answer's id."""
    return created(operations.put_off, project_id, values)


@api.route("/obligations", methods=["GET"])
@requires("obligation.view")
@api.arguments(schemas.ObligationFilter, location="query")
@api.response(200, schemas.ObligationOut(many=True))
def list_obligations(args: dict[str, Any]) -> Response:
    """List obligations, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.obligation_page(args["project_id"], after, args["limit"])
    return page([shown(row) for row in rows], args["limit"], lambda row: (row["id"],))


def shown(row: Obligation) -> dict[str, Any]:
    """An obligation as a tool reads it."""
    return schemas.ObligationOut().dump(obligation_record(row))


@api.route("/obligations", methods=["POST"])
@requires("obligation.confirm")
@api.arguments(schemas.ObligationIn)
@api.response(201, Created)
def add_obligation(values: dict[str, Any]) -> Response:
    """Add what no line of the plan counts."""
    return created(operations.add_obligation, values)


@api.route("/obligations/<uuid:obligation_id>", methods=["PUT"])
@requires("obligation.confirm")
@api.arguments(correcting(schemas.ObligationChange))
@api.response(200, Created)
def change_obligation(values: dict[str, Any], obligation_id: uuid.UUID) -> Response:
    """Say whose work it is, and what it is called in Kazakh."""
    item = queries.get_obligation(obligation_id, queries.CONFIRM, lock=True)
    return run(operations.change_obligation, item, values, answer=lambda done: {"id": done.id})


@api.route("/obligations/<uuid:obligation_id>/waiver", methods=["POST"])
@requires("obligation.confirm")
@api.arguments(schemas.WaiverIn)
@api.response(200, Created)
def waive_obligation(values: dict[str, Any], obligation_id: uuid.UUID) -> Response:
    """Say that it is no longer asked for, and why."""
    item = queries.get_obligation(obligation_id, queries.CONFIRM, lock=True)
    return run(operations.waive_obligation, item, values, answer=lambda done: {"id": done.id})


@api.route("/obligations/<uuid:obligation_id>/fulfilment", methods=["POST"])
@requires("obligation.fulfil")
@api.arguments(schemas.FulfilmentIn)
@api.response(200, Created)
def fulfil_obligation(values: dict[str, Any], obligation_id: uuid.UUID) -> Response:
    """Say since when something is there that no line counts."""
    item = queries.get_obligation(obligation_id, queries.FULFIL, lock=True)
    return run(operations.fulfil_obligation, item, values, answer=lambda done: {"id": done.id})
