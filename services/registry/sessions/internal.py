"""What the neighbours ask about credentials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, Response

from services.registry.sessions.queries import introspect
from shared.access import for_services
from shared.doors.api import respond
from shared.peers import asked

internal = Blueprint("sessions_internal", __name__)


@dataclass(frozen=True)
class WhoseCredential:
    """The question whose a credential is: of a “session” or a “token”."""

    kind: Literal["session", "token"]
    credential: str


@internal.post("/internal/introspection")
@for_services("events", "grants", "reports")
def introspection() -> Response:
    """Say who a session or a token belongs to; an empty answer for nobody."""
    question = asked(WhoseCredential)
    return respond(introspect(question.kind, question.credential) or {})
