"""Letters for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.letters import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("letters", __name__, description="Letters that came and that went out")
ASKED = ("project_id", "organisation_id", "region", "direction", "state")


@api.route("/letters", methods=["POST"])
@requires("letter.record")
@api.arguments(schemas.LetterIn)
@api.response(201, Created)
def register_letter(values: dict[str, Any]) -> Response:
    """Register a letter under the next number of its register."""
    return created(operations.register_letter, values)


@api.route("/letters", methods=["GET"])
@requires("letter.view")
@api.arguments(schemas.LetterFilter, location="query")
@api.response(200, schemas.LetterOut(many=True))
def list_letters(args: dict[str, Any]) -> Response:
    """List letters, newest first; the next page is behind the Next-Cursor header."""
    wanted = {name.removesuffix("_id"): args[name] for name in ASKED}
    rows = queries.letter_page(wanted, after_of(args["cursor"], uuid.UUID), args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/letters/<uuid:letter_id>/annulment", methods=["POST"])
@requires("letter.record")
@api.arguments(schemas.AnnulmentIn)
@api.response(200, Created)
def annul_letter(values: dict[str, Any], letter_id: uuid.UUID) -> Response:
    """Annul a letter; its number stays taken."""
    item = queries.get_letter(letter_id, queries.RECORD, lock=True)
    return run(operations.annul_letter, item, values, answer=lambda done: {"id": done.id})
