"""What is held of a person, and his erasure, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.erasures import queries
from services.registry.erasures.operations import erase_person
from services.registry.erasures.queries import ERASE, READ
from services.registry.erasures.schemas import ErasureIn, ErasureOut, HeldOut
from services.registry.people.models import Person
from shared.access import requires
from shared.doors.api import Blueprint, beforehand, respond, run

api = Blueprint("erasures", __name__, description="What is held of people")


@api.route("/people/<uuid:person_id>/held", methods=["GET"])
@requires(READ)
@api.response(200, HeldOut)
def read_held(person_id: uuid.UUID) -> Response:
    """Say everything that is held of a person, in the caller's language."""
    records = queries.get_records(person_id, READ)
    everything = queries.held_of(records)
    said = {"mark": everything.mark, "erased_on": queries.since(records), "silent": everything.silent}
    return respond({**said, "parts": queries.as_data(everything)})


@api.route("/people/<uuid:person_id>/erasure", methods=["POST"])
@requires(ERASE)
@api.arguments(ErasureIn)
@api.response(201, ErasureOut)
def erase(values: dict[str, Any], person_id: uuid.UUID) -> Response:
    """Erase a person whose `held` was read; figures stay as they are."""
    seen = beforehand(lambda: queries.held_of(queries.get_records(person_id, ERASE), ERASE))
    return run(erase_person, person_id, seen, values, answer=answered, status=201)


def answered(person: Person) -> dict[str, Any]:
    """Since when a person is erased."""
    return {"id": person.id, "erased_on": person.erased_on}
