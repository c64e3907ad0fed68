"""Gatherings, for other tools."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from flask import Response

from services.events.gatherings import operations, queries, schemas
from services.events.gatherings.models import Gathering
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, respond, run
from shared.doors.cursors import page, parts_of

api = Blueprint("gatherings", __name__, description="Gatherings")


@api.route("/gatherings", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.GatheringIn)
@api.response(201, Created)
def record_gathering(values: dict[str, Any]) -> Response:
    """Record a gathering of an activity in a region."""
    return created(operations.record_gathering, values)


@api.route("/gatherings", methods=["GET"])
@requires("gathering.view")
@api.arguments(schemas.GatheringFilter, location="query")
@api.response(200, schemas.GatheringOut(many=True))
def list_gatherings(args: dict[str, Any]) -> Response:
    """List gatherings, newest day first; the next page is behind the Next-Cursor header."""
    rows = queries.gathering_page(
        args, parts_of(args["cursor"], date.fromisoformat, uuid.UUID), args["limit"]
    )
    return page(rows, args["limit"], lambda row: (row["starts_on"], row["id"]))


@api.route("/gatherings/<uuid:gathering_id>", methods=["GET"])
@requires("gathering.view")
@api.response(200, schemas.GatheringOut)
def get_gathering(gathering_id: uuid.UUID) -> Response:
    """Give one gathering."""
    queries.get_gathering(gathering_id)
    return respond(queries.gathering_row(gathering_id))


@api.route("/gatherings/<uuid:gathering_id>/completion", methods=["POST"])
@requires("gathering.record")
@api.arguments(schemas.CompletionIn)
@api.response(200, schemas.Completed)
def complete_gathering(values: dict[str, Any], gathering_id: uuid.UUID) -> Response:
    """Mark a gathering as held, so that it counts: with people present, or with the `reason` for none;
    the answer says which evidence still lacks."""
    gathering = queries.get_gathering(gathering_id, "gathering.record", lock=True)
    return run(operations.complete_gathering, gathering, values["reason"], answer=completed)


def completed(gathering: Gathering) -> dict[str, Any]:
    """A held gathering and what still lacks."""
    missing = queries.missing_evidence(gathering)
    return {"id": gathering.id, "status": gathering.status, "missing_evidence": missing}
