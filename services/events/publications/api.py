"""Publications for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.publications import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created
from shared.doors.cursors import after_of, page

api = Blueprint("publications", __name__, description="Press releases, posts, articles, brochures, plans")


@api.route("/publications", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.PublicationNew)
@api.response(201, Created)
def record_publication(values: dict[str, Any]) -> Response:
    """Record something issued."""
    return created(operations.record_publication, values)


@api.route("/publications", methods=["GET"])
@requires("publication.view")
@api.arguments(schemas.PublicationFilter, location="query")
@api.response(200, schemas.PublicationOut(many=True))
def list_publications(args: dict[str, Any]) -> Response:
    """List what was issued, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.publication_page(args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))
