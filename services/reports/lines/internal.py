"""What the registry asks about lines."""

from __future__ import annotations

from flask import Blueprint, Response, request

from services.reports.lines.queries import counts
from shared.access import for_services
from shared.doors.api import respond

internal = Blueprint("lines_internal", __name__)


@internal.post("/internal/lines")
@for_services("registry")
def recorded() -> Response:
    """Say how much is recorded on each line."""
    asked = request.get_json()
    return respond(counts(asked["project"], asked["lines"]))
