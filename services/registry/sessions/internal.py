"""What the neighbours ask about credentials."""

from __future__ import annotations

from flask import Blueprint, Response, request

from services.registry.sessions.queries import introspect
from shared.access import for_services
from shared.doors.api import respond

internal = Blueprint("sessions_internal", __name__)


@internal.post("/internal/introspection")
@for_services("events", "grants", "reports")
def introspection() -> Response:
    """Say who a session or a token belongs to; an empty answer for nobody."""
    asked = request.get_json()
    return respond(introspect(asked["kind"], asked["credential"]) or {})
