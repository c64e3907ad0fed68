"""Exceptions for other tools: which stand, and, for people who are signed in, asking and confirming."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.grants.waivers import operations
from services.grants.waivers.models import PATHS, Waiver
from services.grants.waivers.queries import get_waiver, waiver_out, waivers_on
from services.grants.waivers.schemas import WaiverIn, WaiverOut
from shared.access import requires
from shared.doors.api import Blueprint, respond, run
from shared.proofs.api import asked
from shared.proofs.declaring import VIEW

api = Blueprint("waivers", __name__, description="Exceptions to the rule that money follows its papers")


@requires(VIEW)
@api.response(200, WaiverOut(many=True))
def list_waivers(**named: uuid.UUID) -> Response:
    """List the exceptions of a record, the latest first."""
    return respond([waiver_out(found) for found in waivers_on(asked(named, VIEW))])


@requires("waiver.ask")
@api.arguments(WaiverIn)
@api.response(201, WaiverOut)
def ask_waiver(values: dict[str, Any], **named: uuid.UUID) -> Response:
    """Ask that a rule does not stop the record for a week. It is in force when somebody else confirmed it.
    People ask, with their session and the `X-CSRFToken` of a page; a token gets 403 `people_only`."""
    record = asked(named, "waiver.ask", lock=True)
    given = values["rule"], values["reason"]
    return run(operations.ask_waiver, record, *given, answer=waiver_out, status=201)


@requires("waiver.confirm")
@api.response(200, WaiverOut)
def confirm_waiver(waiver_id: uuid.UUID, **named: uuid.UUID) -> Response:
    """Confirm an exception somebody else asked for. People confirm, with their session and the `X-CSRFToken`
    of a page; a token gets 403 `people_only`."""
    record = asked(named, "waiver.confirm", lock=True)
    return run(confirmed, get_waiver(record, waiver_id), answer=waiver_out)


def confirmed(waiver: Waiver) -> Waiver:
    """An exception, confirmed."""
    operations.confirm_waiver(waiver)
    return waiver


for kind, path in PATHS.items():
    place = f"/{path}/<uuid:{kind}_id>/waivers"
    api.route(place, methods=["GET"])(list_waivers)
    api.route(place, methods=["POST"])(ask_waiver)
    api.route(f"{place}/<uuid:waiver_id>/confirmation", methods=["POST"])(confirm_waiver)
