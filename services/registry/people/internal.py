"""What the neighbours ask about people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import Blueprint, Response, g

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
from shared.peers import asked

TURNS = 4
internal = Blueprint("people_internal", __name__)


@dataclass(frozen=True)
class Comer:
    """Somebody on a neighbour's list."""

    name: str
    sex: str | None = None
    birth_year: int | None = None
    settlement: str | None = None
    phone: str | None = None
    category: str | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class WhoTheyAre:
    """The question who these people are, asked once under its key."""

    people: list[Comer]
    key: str
    region: str | None = None


@dataclass(frozen=True)
class WhoIsInDoubt:
    """The question who of these may be somebody else; `regions` None: all."""

    people: list[uuid.UUID]
    regions: list[str] | None


@internal.post("/internal/people/matches")
@for_services("events", "grants")
def matches() -> Response:
    """Join people to those already known, or add them;
    the same question under the same key has the same answer."""
    question = asked(WhoTheyAre)
    if known := answered(g.peer, question.key):
        return known
    arrival = expect_people([vars(comer) for comer in question.people], question.region)
    for _turn in range(TURNS):
        let_go()  # nothing is locked, and no transaction open, while people are compared
        arrival.compare()
        try:
            return claim(g.peer, question.key) or run(join_people, arrival)
        except PeopleChanged:
            arrival.look_again()
    let_go()
    return claim(g.peer, question.key) or run(join_held, arrival)


@internal.post("/internal/people/doubts")
@for_services("events")
def doubts() -> Response:
    """Say which of these people may be somebody else too, both of the regions of who looks at them
    (None: all), so that a list can mark them."""
    question = asked(WhoIsInDoubt)
    return respond(in_doubt(question.people, question.regions))
