"""Reviews for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.reviews import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("reviews", __name__, description="Reviews of the project in social networks")


@api.route("/reviews", methods=["POST"])
@requires("review.record")
@api.arguments(schemas.ReviewIn)
@api.response(201, Created)
def record_review(values: dict[str, Any]) -> Response:
    """Write a review down."""
    return created(operations.record_review, values)


@api.route("/reviews", methods=["GET"])
@requires("review.view")
@api.arguments(schemas.ReviewFilter, location="query")
@api.response(200, schemas.ReviewOut(many=True))
def list_reviews(args: dict[str, Any]) -> Response:
    """List reviews, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {name.removesuffix("_id"): args[name] for name in ("project_id", "tone", "region")}
    rows = queries.review_page(wanted, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/reviews/<uuid:review_id>/withdrawal", methods=["POST"])
@requires("review.record")
@api.arguments(schemas.WithdrawalIn)
@api.response(200, Created)
def withdraw_review(values: dict[str, Any], review_id: uuid.UUID) -> Response:
    """Say that a review was written down by mistake; it counts nowhere any more."""
    item = queries.get_review(review_id, queries.RECORD, lock=True)
    return run(operations.withdraw_review, item, values, answer=lambda done: {"id": done.id})
