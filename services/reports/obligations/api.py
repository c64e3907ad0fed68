"""Obligations for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.figures.queries.figures import get_project
from services.reports.obligations.listing import FILTERS, Row, rows_of
from services.reports.obligations.queries import standings
from services.reports.obligations.schemas import ObligationFilter, ObligationOut
from shared.access import requires
from shared.doors.api import Blueprint, respond
from shared.language.obligations import DONE, LATE

api = Blueprint("obligations", __name__, description="What has to exist by a day, and how it stands")


@api.route("/projects/<uuid:project_id>/obligations", methods=["GET"])
@requires("obligation.view")
@api.arguments(ObligationFilter, location="query")
@api.response(200, ObligationOut(many=True))
def list_obligations(args: dict[str, Any], project_id: uuid.UUID) -> Response:
    """List the obligations of a project by day, each judged by the records there are."""
    project = get_project(project_id)
    rows = rows_of(project, standings(project), filters_of(args), args["sort"])
    return respond([shown(row) for row in rows])


def filters_of(args: dict[str, Any]) -> dict[str, str]:
    """The filters that say something."""
    return {name: args[name] for name in FILTERS if args[name]}


def shown(row: Row) -> dict[str, Any]:
    """One obligation as a tool reads it."""
    one, item = row.item.obligation, row.item
    body = {
        **{name: getattr(one, name) for name in ("id", "indicator_id", "region", "quantity", "owner")},
        **{name: getattr(one, name) for name in ("due_on", "promised_on")},
        "code": row.code,
        "name": row.name,
        "state": item.state,
        "done_on": item.day if item.state in (DONE, LATE) else None,
        "record": row.record.get("url"),
        "unproven": item.unproven,
    }
    return ObligationOut().dump(body)
