"""What the neighbours ask about people."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, g, request

from services.registry.db import db
from services.registry.people.operations import match_people
from services.registry.people.queries import in_doubt
from shared.access import for_services
from shared.api import CLAIM_KEY, KNOWN_KEY, STORE_ANSWER, dumps, request_hash, respond

internal = Blueprint("people_internal", __name__)


@internal.post("/internal/people/matches")
@for_services("events", "grants")
def matches() -> Response:
    """Join people to those already known, or add them;
    the same question under the same key has the same answer."""
    asked = request.get_json()
    claim = {"actor": g.peer, "key": asked["key"]}
    if not db.session.execute(CLAIM_KEY, {**claim, "hash": request_hash()}).first():
        return respond(db.session.execute(KNOWN_KEY, claim).mappings().one()["answer"])
    answer = match_people(asked["people"], asked.get("region"))
    db.session.execute(STORE_ANSWER, {**claim, "status": 200, "answer": dumps(answer).decode()})
    db.session.commit()
    return respond(answer)


@internal.post("/internal/people/doubts")
@for_services("events")
def doubts() -> Response:
    """Say which of these people may be somebody else too, so that a list can mark them."""
    return respond(in_doubt([uuid.UUID(person) for person in request.get_json()["people"]]))
