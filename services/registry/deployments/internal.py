"""What the neighbours tell the installation above, and the gate for homes below."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, g, jsonify, request

from services.registry.deployments.operations import letting_in, pairing, relaying
from services.registry.deployments.operations.admission import for_deployments
from services.registry.deployments.schemas import Introduction, NewKey, Pulse
from shared.access import for_services, public
from shared.doors import transaction
from shared.doors.errors import in_json
from shared.peers import asked
from shared.queue.receiving import Batch

SLOW_LINE = 5  # seconds
internal = Blueprint("deployments_internal", __name__)


@internal.post("/internal/above")
@for_services("registry", "events", "grants", "reports")
def relay() -> Response:
    """Keep what a service of this home tells the installation above."""
    batch = asked(Batch)
    refused = relaying.relay(batch.records, g.peer)
    transaction.commit()
    return jsonify(refused={str(place): why for place, why in refused.items()})


@internal.post("/api/pairing")
@public
@in_json
def pair() -> Response:
    """Pair the home that shows a code."""
    said = asked(Introduction)
    g.peer = said.name[:40]
    return packed(transaction.carry_out(pairing.welcome, said, request.remote_addr or ""))


@internal.post("/internal/deployments/records")
@for_deployments
def hear() -> Response:
    """Hear a home, and let in what it sends."""
    off = g.deployment_clock if abs(g.deployment_clock) > SLOW_LINE else 0
    return packed(transaction.carry_out(letting_in.hear, g.deployment, asked(Pulse), off))


@internal.post("/internal/deployments/key")
@for_deployments
def change_key() -> Response:
    """Know a home by another key from now on."""
    transaction.carry_out(pairing.change_key, g.deployment, asked(NewKey).public_key)
    return packed({})


@internal.post("/internal/deployments/unpairing")
@for_deployments
def unpair() -> Response:
    """End the pairing, as the home below wishes."""
    transaction.carry_out(pairing.end, g.deployment)
    return packed({})


def packed(told: Any) -> Response:
    """A typed value as JSON."""
    return Response(msgspec.json.encode(told), mimetype="application/json")
