"""What the neighbours ask about people."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, g, request

from services.registry.people.operations.arrivals import match_people
from services.registry.people.queries import in_doubt
from shared.access import for_services
from shared.doors.api import claim, respond, run

internal = Blueprint("people_internal", __name__)


@internal.post("/internal/people/matches")
@for_services("events", "grants")
def matches() -> Response:
    """Join people to those already known, or add them;
    the same question under the same key has the same answer."""
    asked = request.get_json()
    if known := claim(g.peer, asked["key"]):
        return known
    return run(match_people, asked["people"], asked.get("region"))


@internal.post("/internal/people/doubts")
@for_services("events")
def doubts() -> Response:
    """Say which of these people may be somebody else too, so that a list can mark them."""
    return respond(in_doubt([uuid.UUID(person) for person in request.get_json()["people"]]))
