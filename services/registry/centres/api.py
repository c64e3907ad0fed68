"""Centres for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.centres import queries, schemas
from services.registry.centres.operations import ending, holdings, opening
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("centres", __name__, description="Community centres")


@api.route("/centres", methods=["GET"])
@requires("centre.view")
@api.arguments(schemas.CentreFilter, location="query")
@api.response(200, schemas.CentreOut(many=True))
def list_centres(args: dict[str, Any]) -> Response:
    """List centres, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {"project": str(args["project_id"] or ""), "region": args["region"], "status": args["status"]}
    rows = queries.centre_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/centres", methods=["POST"])
@requires("centre.open")
@api.arguments(schemas.CentreIn)
@api.response(201, Created)
def plan_centre(values: dict[str, Any]) -> Response:
    """Add a planned centre."""
    return created(opening.plan_centre, values.pop("project_id"), values)


@api.route("/centres/<uuid:centre_id>/opening", methods=["POST"])
@requires("centre.open")
@api.arguments(schemas.OpeningIn)
@api.response(200, Created)
def open_centre(values: dict[str, Any], centre_id: uuid.UUID) -> Response:
    """Mark a centre as open since a day."""
    centre = queries.get_centre(centre_id, "centre.open", lock=True)
    return run(opening.open_centre, centre, values, answer=named)


@api.route("/centres/<uuid:centre_id>/equipment", methods=["PUT"])
@requires("centre.open")
@api.arguments(schemas.EquipmentIn)
@api.response(200, Created)
def list_equipment(values: dict[str, Any], centre_id: uuid.UUID) -> Response:
    """Write down what stands in a centre: these lines and no others."""
    centre = queries.get_centre(centre_id, "centre.open", lock=True)
    return run(holdings.list_equipment, centre, values, answer=named)


@api.route("/centres/<uuid:centre_id>/ending", methods=["POST"])
@requires("centre.end")
@api.arguments(schemas.EndingIn)
@api.response(200, Created)
def end_centre(values: dict[str, Any], centre_id: uuid.UUID) -> Response:
    """Hand a centre over or close it; what it still owes is asked about first (409 `duties_open`)."""
    owed = queries.duties_elsewhere(queries.get_centre(centre_id, "centre.end"), values["ended_on"])
    centre = queries.get_centre(centre_id, "centre.end", lock=True)
    return run(ending.end_centre, centre, owed, values, answer=named)


@api.route("/centres/<uuid:centre_id>/fundings", methods=["GET"])
@requires("centre.view")
@api.response(200, schemas.FundingOut(many=True))
def list_fundings(centre_id: uuid.UUID) -> list[dict[str, Any]]:
    """List the money others give for a centre."""
    centre = queries.get_centre(centre_id, "centre.view")
    proven, names = queries.proven_fundings(centre), list(schemas.FundingOut().fields)
    rows = queries.fundings_of(centre)
    return [{name: getattr(row, name, row.id in proven) for name in names} for row in rows]


@api.route("/centres/<uuid:centre_id>/fundings", methods=["POST"])
@requires("centre.open")
@api.arguments(schemas.FundingIn)
@api.response(201, Created)
def record_funding(values: dict[str, Any], centre_id: uuid.UUID) -> Response:
    """Write down money others give for a centre."""
    centre = queries.get_centre(centre_id, "centre.open", lock=True)
    return created(holdings.record_funding, centre, values)


@api.route("/fundings/<uuid:funding_id>/withdrawal", methods=["POST"])
@requires("centre.open")
@api.arguments(schemas.FundingWithdrawalIn)
@api.response(200, Created)
def withdraw_funding(values: dict[str, Any], funding_id: uuid.UUID) -> Response:
    """Say that money was written down by mistake; it counts nowhere any more."""
    item = queries.get_funding(funding_id, "centre.open", lock=True)
    return run(holdings.withdraw_funding, item, values, answer=named)


def named(done: Any) -> dict[str, Any]:
    """The id of what was changed."""
    return {"id": done.id}
