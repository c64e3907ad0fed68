"""Releases for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.releases import operations, queries, schemas
from services.reports.releases.models import Release
from services.reports.reports.queries.reports import get_report
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, respond, run

api = Blueprint("releases", __name__, description="Where reports were published")


@api.route("/reports/<uuid:report_id>/releases", methods=["GET"])
@requires("report.view")
@api.response(200, schemas.ReleaseOut(many=True))
def list_releases(report_id: uuid.UUID) -> Response:
    """List where a report was published, by day."""
    return respond([shown(item) for item in queries.releases_of(get_report(report_id))])


@api.route("/reports/<uuid:report_id>/releases", methods=["POST"])
@requires("report.publish")
@api.arguments(schemas.ReleaseIn)
@api.response(201, Created)
def note_release(values: dict[str, Any], report_id: uuid.UUID) -> Response:
    """Note where the public version of a report stands."""
    return created(operations.note_release, get_report(report_id), values)


@api.route("/releases/<uuid:release_id>/withdrawal", methods=["POST"])
@requires("report.publish")
@api.arguments(schemas.ReleaseWithdrawalIn)
@api.response(200, Created)
def withdraw_release(values: dict[str, Any], release_id: uuid.UUID) -> Response:
    """Say that a place was noted by mistake or is no longer there."""
    item = queries.get_release(release_id, queries.PUBLISH, lock=True)
    return run(operations.withdraw_release, item, values, answer=lambda done: {"id": done.id})


def shown(item: Release) -> dict[str, Any]:
    """A release as a tool reads it."""
    named = {name: getattr(item, name) for name in ("id", "channel", "link", "published_on")}
    return {**named, "withdrawn": item.withdrawn_because is not None}
