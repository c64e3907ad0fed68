"""What the registry asks before a centre is ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response

from services.reports.centre_reports.queries.duties import duties
from shared.access import for_services
from shared.doors.api import respond
from shared.peers import asked

internal = Blueprint("centre_reports_internal", __name__)


@dataclass(frozen=True)
class WhatIsOwed:
    """The question what a centre still owes on the day it ends."""

    project: str
    centre: str
    on: date


@internal.post("/internal/centres/duties")
@for_services("registry")
def centre_duties() -> Response:
    """Say what a centre still owes: months of its journal, planned gatherings, monthly reports."""
    question = asked(WhatIsOwed)
    return respond([duty.plain for duty in duties(question.project, question.centre, question.on)])
