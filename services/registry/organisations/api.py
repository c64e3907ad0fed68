"""Organisations for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.organisations import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created
from shared.doors.cursors import after_of, page

api = Blueprint("organisations", __name__, description="Organisations the project works with")


@api.route("/organisations", methods=["POST"])
@requires("organisation.record")
@api.arguments(schemas.OrganisationIn)
@api.response(201, Created)
def add_organisation(values: dict[str, Any]) -> Response:
    """Write an organisation down."""
    return created(operations.add_organisation, values)


@api.route("/organisations", methods=["GET"])
@requires("organisation.view")
@api.arguments(schemas.OrganisationFilter, location="query")
@api.response(200, schemas.OrganisationOut(many=True))
def list_organisations(args: dict[str, Any]) -> Response:
    """List organisations, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.organisation_page(args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))
