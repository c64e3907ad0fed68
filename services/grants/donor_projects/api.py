"""Projects funded by donors for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.grants.applications.schemas import Reason
from services.grants.donor_projects import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("donor_projects", __name__, description="Projects of participants funded by donors")


@api.route("/donor-projects", methods=["POST"])
@requires("donor_project.record")
@api.arguments(schemas.DonorProjectIn)
@api.response(201, Created)
def record_donor_project(values: dict[str, Any]) -> Response:
    """Write down a project taken to a donor; it counts from his decision."""
    return created(operations.record_donor_project, values)


@api.route("/donor-projects", methods=["GET"])
@requires("donor_project.view")
@api.arguments(schemas.DonorProjectFilter, location="query")
@api.response(200, schemas.DonorProjectOut(many=True))
def list_donor_projects(args: dict[str, Any]) -> Response:
    """List such projects, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {"project": args["project_id"], "region": args["region"]}
    rows = queries.donor_project_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/donor-projects/<uuid:donor_project_id>/withdrawal", methods=["POST"])
@requires("donor_project.record")
@api.arguments(Reason)
@api.response(200, Created)
def withdraw_donor_project(values: dict[str, Any], donor_project_id: uuid.UUID) -> Response:
    """Say that an entry was written down by mistake; it counts nowhere any more."""
    item = queries.get_donor_project(donor_project_id, queries.RECORD, lock=True)
    return run(operations.withdraw_donor_project, item, values, answer=lambda done: {"id": done.id})
