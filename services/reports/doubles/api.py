"""People whom two deployments may know, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.doubles import operations, schemas
from services.reports.figures.queries.figures import get_project
from services.reports.identities import queries
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, respond

api = Blueprint("doubles", __name__, description="People of two deployments who may be one")


@api.route("/doubles", methods=["GET"])
@requires("double.view", everywhere=True)
@api.response(200, schemas.PairOut(many=True))
def list_doubles() -> list[queries.Pair]:
    """List the likeliest pairs who may be one person."""
    return queries.open_pairs()


@api.route("/doubles", methods=["POST"])
@requires("double.decide", everywhere=True)
@api.arguments(schemas.PairIn)
@api.response(201, Created)
def decide_double(values: dict[str, Any]) -> Response:
    """Decide whether two are one person; the figures follow at once."""
    two = queries.get_two(values["first"], values["second"])
    return created(operations.decide_pair, two, values["verdict"])


@api.route("/projects/<uuid:project_id>/counting", methods=["GET"])
@requires("figure.view")
@api.response(200, schemas.CountingOut)
def show_counting(project_id: uuid.UUID) -> Response:
    """Say how people of a project are counted once: by the register, or by pseudonyms of deployments."""
    mode = queries.mode_of(get_project(project_id).id)
    return respond({"mode": mode.name, "homes": mode.homes, "silent": mode.silent})
