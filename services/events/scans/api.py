"""Scans for other tools: one at a time in, then where each belongs."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.scans import operations, schemas
from services.events.scans.models import Scan
from services.events.scans.queries import scans as queries
from services.events.scans.queries.places import record_named
from services.events.scans.queries.scans import RECORD
from shared.access import requires
from shared.doors.api import MULTIPART, Blueprint, Created, created, respond, run
from shared.doors.cursors import page, parts_of
from shared.proofs.taking import taken

api = Blueprint("scans", __name__, description="Scans that wait to be filed under what they prove")


@api.route("/scans", methods=["POST"])
@requires("scan.record")
@api.arguments(schemas.ScanIn, location="form", content_type=MULTIPART)
@api.response(201, Created)
def keep_scan(form: dict[str, Any]) -> Response:
    """Keep a scan until somebody says what it belongs to."""
    operations.check_region(form["region"])
    return created(operations.keep_scan, taken(form["file"]), form["region"])


@api.route("/scans", methods=["GET"])
@requires("scan.view")
@api.arguments(schemas.ScanFilter, location="query")
@api.response(200, schemas.ScanOut(many=True))
def list_scans(args: dict[str, Any]) -> Response:
    """List scans, the newest first; the next page is behind the Next-Cursor header."""
    rows = queries.scan_page(args, parts_of(args["cursor"], uuid.UUID), args["limit"])
    return page([shown(row) for row in rows], args["limit"], lambda row: (row["id"],))


@api.route("/scans/<uuid:scan_id>", methods=["GET"])
@requires("scan.view")
@api.response(200, schemas.ScanOut)
def get_scan(scan_id: uuid.UUID) -> Response:
    """Give one scan."""
    queries.get_scan(scan_id)
    return respond(shown(queries.scan_row(scan_id)))


@api.route("/scans/<uuid:scan_id>/filing", methods=["POST"])
@requires("scan.record")
@api.arguments(schemas.FilingIn)
@api.response(200, schemas.Filed)
def file_scan(values: dict[str, Any], scan_id: uuid.UUID) -> Response:
    """File a scan as evidence of a record: it is then a file of that record like any other."""
    scan = queries.get_scan(scan_id, RECORD, lock=True)
    record = record_named(f"{values['owner_kind']}:{values['owner_id']}", lock=True)
    given = values["kind"], values["again"], values["both_sides"]
    return run(operations.file_scan, scan, record, *given, answer=lambda item: filed(scan))


def filed(scan: Scan) -> dict[str, Any]:
    """The file a scan became."""
    return {"id": scan.id, "evidence_id": scan.evidence_id}


@api.route("/scans/<uuid:scan_id>/aside", methods=["POST"])
@requires("scan.record")
@api.arguments(schemas.SettingAsideIn)
@api.response(200, Created)
def set_scan_aside(values: dict[str, Any], scan_id: uuid.UUID) -> Response:
    """Set a scan aside with a reason: it proves nothing and is kept."""
    scan = queries.get_scan(scan_id, RECORD, lock=True)
    return run(operations.set_aside, scan, values["reason"], answer=named)


@api.route("/scans/<uuid:scan_id>/return", methods=["POST"])
@requires("scan.record")
@api.response(200, Created)
def put_scan_back(scan_id: uuid.UUID) -> Response:
    """Let a scan that was set aside wait again."""
    scan = queries.get_scan(scan_id, RECORD, lock=True)
    return run(operations.put_back, scan, answer=named)


def named(scan: Scan) -> dict[str, Any]:
    """The id of a scan."""
    return {"id": scan.id}


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A scan as a tool reads it: without what pages alone show."""
    return {name: row[name] for name in schemas.ScanOut().fields}
