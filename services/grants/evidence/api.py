"""Evidence, for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.grants.evidence.operations import attach
from services.grants.evidence.owners import get_owner
from services.grants.evidence.queries import evidence_out
from services.grants.evidence.schemas import EvidenceIn, EvidenceOut
from shared.access import actor, requires
from shared.doors.api import MULTIPART, run

api = Blueprint("evidence", __name__, description="Files that prove contests, applications and awards")


@api.route("/contests/<uuid:contest_id>/evidence", methods=["POST"])
@api.route("/applications/<uuid:application_id>/evidence", methods=["POST"])
@api.route("/awards/<uuid:award_id>/evidence", methods=["POST"])
@requires("evidence.attach")
@api.arguments(EvidenceIn, location="form", content_type=MULTIPART)
@api.response(201, EvidenceOut)
def attach_evidence(form: dict[str, Any], **named: uuid.UUID) -> Response:
    """Attach a file (multipart field `file`) of a kind its owner knows;
    a kind takes only types of file that can prove it."""
    owner = get_owner(named, "evidence.attach", lock=True)
    given = form["file"], form["kind"], form["quantity"], actor().id
    return run(attach, owner, *given, answer=evidence_out, status=201)
