"""Months of journals for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.consultations.models import JournalMonth
from services.events.journals import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("journals", __name__, description="Months of the centres' consultation journals")


@api.route("/journals", methods=["GET"])
@requires("journal.view")
@api.arguments(schemas.MonthFilter, location="query")
@api.response(200, schemas.MonthOut(many=True))
def list_months(args: dict[str, Any]) -> Response:
    """List the months of journals, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    rows = queries.month_page(args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/journals/<uuid:month_id>/closing", methods=["POST"])
@requires("journal.close")
@api.arguments(schemas.ClosingIn)
@api.response(200, schemas.MonthOut)
def close_month(values: dict[str, Any], month_id: uuid.UUID) -> Response:
    """Close and sign a month that is over; one without entries needs a reason."""
    return run(operations.close_month, queries.get_month(month_id, queries.CLOSE), values, answer=shown)


@api.route("/journals", methods=["POST"])
@requires("journal.close")
@api.arguments(schemas.EmptyMonthIn)
@api.response(201, Created)
def close_empty_month(values: dict[str, Any]) -> Response:
    """Close a month in which nothing was written down, for a reason."""
    return created(operations.close_empty_month, values)


@api.route("/journals/<uuid:month_id>/reopening", methods=["POST"])
@requires("journal.reopen")
@api.arguments(schemas.ReopeningIn)
@api.response(200, schemas.MonthOut)
def reopen_month(values: dict[str, Any], month_id: uuid.UUID) -> Response:
    """Open a closed month again, for a reason."""
    return run(operations.reopen_month, queries.get_month(month_id, queries.REOPEN), values, answer=shown)


def shown(month: JournalMonth) -> dict[str, Any]:
    """A month with its counts."""
    found: dict[str, Any] = schemas.MonthOut().dump(queries.counts_of(month))
    return found
