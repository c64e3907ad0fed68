"""Publications for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.publications import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("publications", __name__, description="Press releases, posts, articles, brochures, plans")


@api.route("/publications", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.PublicationIn)
@api.response(201, Created)
def record_publication(values: dict[str, Any]) -> Response:
    """Record something issued or planned."""
    return created(operations.record_publication, values)


@api.route("/publications/<uuid:publication_id>/status", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.StatusIn)
@api.response(200, Created)
def move_publication(values: dict[str, Any], publication_id: uuid.UUID) -> Response:
    """Say where an item of the media plan stands: idea, draft or approved."""
    item = queries.get_publication(publication_id, "publication.record", lock=True)
    return run(operations.move_publication, item, values, answer=lambda done: {"id": done.id})


@api.route("/publications/<uuid:publication_id>/issue", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.IssueIn)
@api.response(200, Created)
def issue_publication(values: dict[str, Any], publication_id: uuid.UUID) -> Response:
    """Say on which day an item of the media plan was published, and where it can be read."""
    item = queries.get_publication(publication_id, "publication.record", lock=True)
    return run(operations.issue_publication, item, values, answer=lambda done: {"id": done.id})


@api.route("/publications", methods=["GET"])
@requires("publication.view")
@api.arguments(schemas.PublicationFilter, location="query")
@api.response(200, schemas.PublicationOut(many=True))
def list_publications(args: dict[str, Any]) -> Response:
    """List what was issued, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.publication_page(args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))
