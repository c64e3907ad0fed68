"""What the registry asks about lines."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response

from services.reports.lines.queries import counts
from shared.access import for_services
from shared.doors.api import respond
from shared.peers import asked

internal = Blueprint("lines_internal", __name__)


@dataclass(frozen=True)
class HowMuch:
    """The question how much is recorded on lines of a project."""

    project: str
    lines: list[str]


@internal.post("/internal/lines")
@for_services("registry")
def recorded() -> Response:
    """Say how much is recorded on each line."""
    question = asked(HowMuch)
    return respond(counts(question.project, question.lines))
