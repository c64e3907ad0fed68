"""The gate for homes below, and what grants ask: which deployments a fund may be handed to."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, g

from services.registry.deployments.operations.admission import for_deployments
from services.registry.handed.operations.exchanging import answered
from services.registry.handed.queries import homes, newest_said
from services.registry.handed.schemas import Exchange, Newest, Serving
from shared.access import for_services
from shared.doors.transaction import carry_out
from shared.peers import asked

internal = Blueprint("handed_internal", __name__)


@internal.post("/deployments/handed")
@for_deployments
def exchange() -> Response:
    """Take what a home below signed, and answer what it does not know yet."""
    return packed(carry_out(answered, g.deployment, asked(Exchange)))


@internal.post("/deployments/handed/newest")
@for_deployments
def newest() -> Response:
    """Say what was said last to a home: it asks often, and exchanges only where that has not come."""
    return packed(Newest(carry_out(newest_said, g.deployment.name)))


@internal.post("/internal/handed/homes")
@for_services("grants")
def paired_homes() -> Response:
    """Give the deployments paired with this one that serve one of these regions."""
    return packed(homes(asked(Serving).regions))


def packed(told: object) -> Response:
    """A typed value as JSON."""
    return Response(msgspec.json.encode(told), mimetype="application/json")
