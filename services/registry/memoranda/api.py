"""Memoranda for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.memoranda import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("memoranda", __name__, description="Memoranda the project signed")


@api.route("/memoranda", methods=["POST"])
@requires("memorandum.record")
@api.arguments(schemas.MemorandumIn)
@api.response(201, Created)
def record_memorandum(values: dict[str, Any]) -> Response:
    """Write a signed memorandum down."""
    return created(operations.record_memorandum, values)


@api.route("/memoranda", methods=["GET"])
@requires("memorandum.view")
@api.arguments(schemas.MemorandumFilter, location="query")
@api.response(200, schemas.MemorandumOut(many=True))
def list_memoranda(args: dict[str, Any]) -> Response:
    """List memoranda, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {name.removesuffix("_id"): args[name] for name in ("project_id", "organisation_id", "region")}
    rows = queries.memorandum_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/memoranda/<uuid:memorandum_id>/withdrawal", methods=["POST"])
@requires("memorandum.record")
@api.arguments(schemas.WithdrawalIn)
@api.response(200, Created)
def withdraw_memorandum(values: dict[str, Any], memorandum_id: uuid.UUID) -> Response:
    """Say that a memorandum was written down by mistake; it counts nowhere any more."""
    item = queries.get_memorandum(memorandum_id, queries.RECORD, lock=True)
    return run(operations.withdraw_memorandum, item, values, answer=lambda done: {"id": done.id})
