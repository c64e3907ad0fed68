"""Reasons for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.figures.queries.figures import get_indicator, get_project
from services.reports.reasons import operations, queries, schemas
from services.reports.reasons.models import Reason
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("reasons", __name__, description="Why a figure of a month is not what was planned")


@api.route("/projects/<uuid:project_id>/indicators/<code>/reasons", methods=["POST"])
@requires("reason.write")
@api.arguments(schemas.ReasonFields)
@api.response(201, Created)
def give_reason(values: dict[str, Any], project_id: uuid.UUID, code: str) -> Response:
    """Say why an indicator, by its id or its code, is not what was planned in a month."""
    project = get_project(project_id)
    return created(operations.give_reason, project, get_indicator(project, code), values)


@api.route("/projects/<uuid:project_id>/reasons", methods=["GET"])
@requires("reason.view")
@api.arguments(schemas.ReasonFilter, location="query")
@api.response(200, schemas.ReasonOut(many=True))
def list_reasons(args: dict[str, Any], project_id: uuid.UUID) -> Response:
    """List reasons, newest first; the next page is behind the Next-Cursor header."""
    project, named = get_project(project_id), args["indicator"]
    wanted = {name: args[name] for name in ("region", "month")} | {"project_id": project.id}
    if named:
        wanted["indicator_id"] = get_indicator(project, named).id
    rows = queries.reason_page(wanted, after_of(args["cursor"], uuid.UUID), args["limit"])
    return page([shown(row) for row in rows], args["limit"], lambda row: (row["id"],))


def shown(row: Reason) -> dict[str, Any]:
    """A reason as a tool reads it."""
    return schemas.ReasonOut().dump(row)


@api.route("/reasons/<uuid:reason_id>/withdrawal", methods=["POST"])
@requires("reason.write")
@api.arguments(schemas.WithdrawalIn)
@api.response(200, Created)
def withdraw_reason(values: dict[str, Any], reason_id: uuid.UUID) -> Response:
    """Say that a reason was written down by mistake; no report prints it any more."""
    item = queries.get_reason(reason_id, queries.WRITE, lock=True)
    return run(operations.withdraw_reason, item, values, answer=lambda done: {"id": done.id})
