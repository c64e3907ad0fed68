"""Editions for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.editions import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("editions", __name__, description="Brochures, their reviews, transfers and hand-outs")


@api.route("/editions", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.EditionIn)
@api.response(201, Created)
def record_edition(values: dict[str, Any]) -> Response:
    """Write an edition down."""
    return created(operations.record_edition, values)


@api.route("/editions", methods=["GET"])
@requires("publication.view")
@api.arguments(schemas.EditionFilter, location="query")
@api.response(200, schemas.EditionOut(many=True))
def list_editions(args: dict[str, Any]) -> Response:
    """List editions with what was handed out; the next page is behind the Next-Cursor header."""
    rows = queries.edition_page(args["project_id"], after_of(args["cursor"], uuid.UUID), args["limit"])
    return page([row._asdict() for row in rows], args["limit"], lambda row: (row["id"],))


@api.route("/editions/<uuid:edition_id>/entries", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.EntryIn)
@api.response(201, Created)
def record_entry(values: dict[str, Any], edition_id: uuid.UUID) -> Response:
    """Write a review, an act of transfer or a hand-out into an edition's register."""
    edition = queries.get_edition(edition_id, queries.VIEW, lock=True)
    return created(lambda said: operations.record_entry(edition, said), values)


@api.route("/edition-entries/<uuid:edition_entry_id>/withdrawal", methods=["POST"])
@requires("publication.record")
@api.arguments(schemas.EntryWithdrawn)
@api.response(200, Created)
def withdraw_entry(values: dict[str, Any], edition_entry_id: uuid.UUID) -> Response:
    """Say that an entry was written down by mistake; it counts nowhere any more."""
    item = queries.get_entry(edition_entry_id, queries.RECORD, lock=True)
    return run(operations.withdraw_entry, item, values, answer=lambda done: {"id": done.id})
