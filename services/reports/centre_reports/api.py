"""Monthly reports of the centres for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.centre_reports import schemas
from services.reports.centre_reports.models import CentreReport, CentreSection
from services.reports.centre_reports.operations import handing, writing
from services.reports.centre_reports.queries import reports as queries
from services.reports.centre_reports.queries.reports import ACCEPT, ASSEMBLE, WRITE, MonthRow
from services.reports.figures.queries.figures import get_project
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.correcting import correcting

api = Blueprint("centre_reports", __name__, description="Monthly reports of the centres")


@api.route("/centre-reports", methods=["GET"])
@requires("centre_report.view")
@api.arguments(schemas.CentreReportFilter, location="query")
@api.response(200, schemas.CentreReportOut(many=True))
def list_centre_reports(args: dict[str, Any]) -> list[dict[str, Any]]:
    """List the months the plan asks a report of, newest first, with the state of each."""
    return [shown(row) for row in queries.month_rows(get_project(args["project_id"]))]


@api.route("/centre-reports", methods=["POST"])
@requires("centre_report.write")
@api.arguments(schemas.BeginningIn)
@api.response(201, Created)
def begin_centre_report(values: dict[str, Any]) -> Response:
    """Begin the report of a month; one that is begun already is given back."""
    return created(writing.begin_report, values["project_id"], values["month"])


@api.route("/centre-reports/<uuid:centre_report_id>/sections/<uuid:centre_id>", methods=["PUT"])
@requires("centre_report.write")
@api.arguments(correcting(schemas.SectionIn))
@api.response(200, Created)
def write_section(values: dict[str, Any], centre_report_id: uuid.UUID, centre_id: uuid.UUID) -> Response:
    """Write the sentences of one centre."""
    report = queries.get_report(centre_report_id, WRITE, lock=True)
    return run(writing.write_section, report, centre_id, values, answer=named)


@api.route("/centre-reports/<uuid:centre_report_id>/words", methods=["PUT"])
@requires("centre_report.assemble")
@api.arguments(correcting(schemas.WordsIn))
@api.response(200, Created)
def write_words(values: dict[str, Any], centre_report_id: uuid.UUID) -> Response:
    """Write what the coordinator says about the whole month."""
    return run(
        writing.write_words, queries.get_report(centre_report_id, ASSEMBLE, lock=True), values, answer=named
    )


@api.route("/centre-reports/<uuid:centre_report_id>/handing-in", methods=["POST"])
@requires("centre_report.assemble")
@api.response(200, Created)
def hand_in(centre_report_id: uuid.UUID) -> Response:
    """Hand a report in once the journals are closed and every centre has written."""
    return run(handing.hand_in, queries.get_report(centre_report_id, ASSEMBLE, lock=True), answer=named)


@api.route("/centre-reports/<uuid:centre_report_id>/return", methods=["POST"])
@requires("centre_report.accept")
@api.arguments(schemas.ReturnIn)
@api.response(200, Created)
def return_report(values: dict[str, Any], centre_report_id: uuid.UUID) -> Response:
    """Give a report back for a reason; it counts no more until it is handed in anew."""
    return run(
        handing.return_report, queries.get_report(centre_report_id, ACCEPT, lock=True), values, answer=named
    )


@api.route("/centre-reports/<uuid:centre_report_id>/acceptance", methods=["POST"])
@requires("centre_report.accept")
@api.response(200, Created)
def accept_report(centre_report_id: uuid.UUID) -> Response:
    """Accept a report that was handed in."""
    return run(handing.accept_report, queries.get_report(centre_report_id, ACCEPT, lock=True), answer=named)


def named(done: CentreReport | CentreSection) -> dict[str, Any]:
    """The id of what was changed."""
    return {"id": done.id}


def shown(row: MonthRow) -> dict[str, Any]:
    """A month as a tool reads it."""
    told = {name: getattr(row, name) for name in schemas.CentreReportOut().fields if name != "id"}
    return {"id": row.report.id if row.report else None, **told}
