"""Publications for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.events.evidence.operations import attach
from services.events.evidence.queries import evidence_out
from services.events.gatherings.schemas import EvidenceIn, EvidenceOut, GatheringCreated
from services.events.publications import operations, queries, schemas
from shared.access import actor, requires
from shared.doors.api import MULTIPART, page, parts_of, run

api = Blueprint("publications", __name__, description="Press releases, posts, articles, brochures, plans")


@api.route("/publications", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.PublicationIn)
@api.response(201, GatheringCreated)
def record_publication(values: dict[str, Any]) -> Response:
    """Record something issued."""
    given = values, actor().id
    return run(operations.record_publication, *given, answer=lambda made: {"id": made.id}, status=201)


@api.route("/publications", methods=["GET"])
@requires("publication.view")
@api.arguments(schemas.PublicationFilter, location="query")
@api.response(200, schemas.PublicationOut(many=True))
def list_publications(args: dict[str, Any]) -> Response:
    """List what was issued, newest first; the next page is behind the Next-Cursor header."""
    after = parts_of(args["cursor"], uuid.UUID)
    rows = queries.publication_page(args, after[0] if after else None, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/publications/<uuid:publication_id>/evidence", methods=["POST"])
@requires("evidence.attach")
@api.arguments(EvidenceIn, location="form", content_type=MULTIPART)
@api.response(201, EvidenceOut)
def attach_evidence(form: dict[str, Any], publication_id: uuid.UUID) -> Response:
    """Attach a file (multipart field `file`) as proof of a publication."""
    item = queries.get_publication(publication_id, "evidence.attach")
    given = form["file"], form["kind"], form["quantity"], actor().id
    return run(attach, item, *given, answer=lambda file: evidence_out([file])[0], status=201)
