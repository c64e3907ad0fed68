"""The programme's key, for the ops team."""

from __future__ import annotations

from flask import Response

from services.registry.people.operations.programme import renew
from services.registry.people.schemas import GenerationOut
from shared.access import requires
from shared.doors.api import Blueprint, run

api = Blueprint("people", __name__, description="People")


@api.route("/programme-keys", methods=["POST"])
@requires("programme_key.renew", everywhere=True)
@api.response(201, GenerationOut)
def renew_key() -> Response:
    """Make a new key of the programme; people are told under it and the one before, homes hear of it."""
    return run(renew, answer=lambda generation: {"generation": generation}, status=201)
