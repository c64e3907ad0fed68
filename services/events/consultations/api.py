"""Consultations for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.consultations import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, beforehand, created
from shared.doors.cursors import after_of, page

api = Blueprint("consultations", __name__, description="Consultations in the journals of the centres")


@api.route("/consultations", methods=["POST"])
@requires("consultation.record")
@api.arguments(schemas.ConsultationIn)
@api.response(201, Created)
def record_consultation(values: dict[str, Any]) -> Response:
    """Write a consultation into the journal of its centre, under the next number."""
    person = beforehand(operations.match_visitor, values)
    return created(operations.record_consultation, person, values)


@api.route("/consultations", methods=["GET"])
@requires("consultation.view")
@api.arguments(schemas.ConsultationFilter, location="query")
@api.response(200, schemas.ConsultationOut(many=True))
def list_consultations(args: dict[str, Any]) -> Response:
    """List consultations, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.consultation_page(args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))
