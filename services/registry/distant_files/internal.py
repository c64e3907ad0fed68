"""The gate for files of homes below, and what grants ask: which papers of the centre have come."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, g

from services.registry.deployments.operations.admission import for_deployments
from services.registry.distant_files.operations.exchanging import answered
from services.registry.distant_files.queries import kept_of
from services.registry.distant_files.schemas import Asking, Kept, WhichFiles
from shared.access import for_services
from shared.doors.transaction import carry_out
from shared.peers import asked

internal = Blueprint("distant_files_internal", __name__)


@internal.post("/internal/deployments/files")
@for_deployments
def exchange() -> Response:
    """Take a part of a file a home was asked for, give a part of one it asks for."""
    told = carry_out(answered, g.deployment, asked(Asking))
    return Response(msgspec.json.encode(told), mimetype="application/json")


@internal.post("/internal/distant-files/kept")
@for_services("grants")
def kept_files() -> Response:
    """Give those of these files that have come."""
    found = [Kept(row.sha256, row.size or 0, row.mime) for row in kept_of(asked(WhichFiles).hashes)]
    return Response(msgspec.json.encode(found), mimetype="application/json")
