"""What the neighbours ask about people."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, g, request

from services.registry.people.operations.arrivals import (
    PeopleChanged,
    expect_people,
    join_held,
    join_people,
)
from services.registry.people.queries import in_doubt
from shared.access import for_services
from shared.doors.api import answered, claim, respond, run
from shared.doors.transaction import let_go

TURNS = 4
internal = Blueprint("people_internal", __name__)


@internal.post("/internal/people/matches")
@for_services("events", "grants")
def matches() -> Response:
    """Join people to those already known, or add them;
    the same question under the same key has the same answer."""
    asked = request.get_json()
    if known := answered(g.peer, asked["key"]):
        return known
    arrival = expect_people(asked["people"], asked.get("region"))
    for _turn in range(TURNS):
        let_go()  # nothing is locked, and no transaction open, while people are compared
        arrival.compare()
        try:
            return claim(g.peer, asked["key"]) or run(join_people, arrival)
        except PeopleChanged:
            arrival.look_again()
    let_go()
    return claim(g.peer, asked["key"]) or run(join_held, arrival)


@internal.post("/internal/people/doubts")
@for_services("events")
def doubts() -> Response:
    """Say which of these people may be somebody else too, both of the regions of who looks at them
    (None: all), so that a list can mark them."""
    asked = request.get_json()
    return respond(in_doubt([uuid.UUID(person) for person in asked["people"]], asked["regions"]))
