"""The programme's key, for the ops team."""

from __future__ import annotations

from typing import Any

from flask import Response

from services.registry.people.operations.programme import renew_after
from services.registry.people.schemas import GenerationIn, GenerationOut
from shared.access import requires
from shared.doors.api import Blueprint, run

api = Blueprint("people", __name__, description="People")


@api.route("/programme-keys", methods=["POST"])
@requires("programme_key.renew", everywhere=True)
@api.arguments(GenerationIn)
@api.response(201, GenerationOut)
def renew_key(values: dict[str, Any]) -> Response:
    """Make a new key of the programme; people are told under it and the one before, homes hear of it."""
    return run(renew_after, values["after"], answer=lambda generation: {"generation": generation}, status=201)
