"""Figures and reports for other tools."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from flask import Response

from services.reports.db import Job, db
from services.reports.figures.queries import figures
from services.reports.figures.queries.behind import records
from services.reports.figures.rules.lines import Figure
from services.reports.figures.wording.clauses import said_clause
from services.reports.freshness.queries import ages, oldest
from services.reports.reports import operations, schemas
from services.reports.reports.models import Report
from services.reports.reports.queries import reports as queries
from services.reports.reports.queries.behind import behind
from shared.access import actor, requires
from shared.access import scope as actor_scope
from shared.clock import today
from shared.doors.api import Blueprint, respond, run
from shared.doors.cursors import PageArgs, after_of, page, parts_of
from shared.doors.errors import NotFound
from shared.files import disposition, files
from shared.language.records.project import Project
from shared.opening import TYPES
from shared.queue.jobs import job_state, visible_job

api = Blueprint("figures", __name__, description="Figures, the records behind them, reports")
DOCUMENT = {"schema": {"type": "string", "format": "binary"}}
DOCUMENTS = {TYPES[f".{name}"]: DOCUMENT for name in schemas.FORMATS}
gives_document = api.doc(responses={"200": {"description": "The document", "content": DOCUMENTS}})
FIGURE = tuple(schemas.FigureOut().fields)


@api.route("/projects/<uuid:project_id>/indicators", methods=["GET"])
@requires("figure.view")
@api.arguments(schemas.FigureArgs, location="query")
@api.response(200, schemas.FigureOut(many=True))
def list_figures(args: dict[str, Any], project_id: uuid.UUID) -> Response:
    """Give every indicator of the plan in force with its figure, verdict, clauses and evidence."""
    project = figures.get_project(project_id)
    seen = window(args, project)
    regions = {region.code for region in project.regions}
    as_of = oldest(ages(regions if seen.regions is None else regions & seen.regions))
    return respond([told(row, as_of) for row in figures.figures(project, seen)])


@api.route("/projects/<uuid:project_id>/indicators/<code>/records", methods=["GET"])
@requires("figure.view")
@api.arguments(schemas.RecordArgs, location="query")
@api.response(200, schemas.RecordOut(many=True))
def list_records(args: dict[str, Any], project_id: uuid.UUID, code: str) -> Response:
    """Give the records behind one figure, by date; the next page is behind the Next-Cursor header."""
    project = figures.get_project(project_id)
    seen = window(args, project)
    after = parts_of(args["cursor"], date.fromisoformat, str)
    indicator, named = figures.get_indicator(project, code), actor().can("doer.view")
    rows = records(project, indicator, seen, after, args["limit"] + 1, named=named)
    return page(rows, args["limit"], lambda row: (row["occurred_on"], row["source"]))


@api.route("/projects/<uuid:project_id>/reports", methods=["POST"])
@requires("report.build")
@api.arguments(schemas.ReportIn)
@api.response(202, schemas.JobStarted)
def build_report(values: dict[str, Any], project_id: uuid.UUID) -> Response:
    """Seal the figures of a period and build the documents in the background."""
    given = project_id, values
    return run(operations.ask_for_report, *given, answer=lambda made: {"job": made.job_id}, status=202)


@api.route("/reports/<uuid:report_id>", methods=["GET"])
@requires("report.view")
@api.response(200, schemas.ReportOut)
def get_report(report_id: uuid.UUID) -> Response:
    """Give a report with its sealed snapshot."""
    return respond(whole(queries.get_report(report_id)))


@api.route("/projects/<uuid:project_id>/reports/<uuid:report_id>", methods=["GET"])
@requires("report.view")
@api.response(200, schemas.ReportOut)
def get_project_report(project_id: uuid.UUID, report_id: uuid.UUID) -> Response:
    """Give a report of a project with its sealed snapshot."""
    return respond(whole(report_of(project_id, report_id)))


@api.route("/reports/<uuid:report_id>/indicators/<code>/records", methods=["GET"])
@requires("report.view")
@api.arguments(PageArgs, location="query")
@api.response(200, schemas.SealedRecordOut(many=True))
def list_sealed_records(args: dict[str, Any], report_id: uuid.UUID, code: str) -> Response:
    """Give the records behind one cell of a sealed report; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], str) or ""
    rows = behind(queries.get_report(report_id), code, after, args["limit"] + 1)
    return page(list(map(asdict, rows)), args["limit"], lambda row: (row["source"],))


@api.route("/reports/<uuid:report_id>/file", methods=["GET"])
@requires("report.view")
@api.arguments(schemas.FileArgs, location="query")
@gives_document
def get_file(args: dict[str, Any], report_id: uuid.UUID) -> Response:
    """Give a document of a report."""
    return send(queries.get_report(report_id), args["format"])


@api.route("/projects/<uuid:project_id>/reports/<uuid:report_id>/file", methods=["GET"])
@requires("report.view")
@api.arguments(schemas.FileArgs, location="query")
@gives_document
def get_project_file(args: dict[str, Any], project_id: uuid.UUID, report_id: uuid.UUID) -> Response:
    """Give a document of a project's report."""
    return send(report_of(project_id, report_id), args["format"])


@api.route("/jobs/<uuid:job_id>", methods=["GET"])
@requires("job.view")
@api.response(200, schemas.JobOut)
def get_job_state(job_id: uuid.UUID) -> Response:
    """Say how far a piece of long work is."""
    return respond(job_state(visible_job(db.session, Job, job_id)))


def told(row: Figure, as_of: datetime | None) -> dict[str, Any]:
    """A figure as JSON, its conditions in words, and how fresh it is."""
    shown = {name: getattr(row, name) for name in FIGURE if name != "as_of"}
    return shown | {"as_of": as_of, "clauses": [said_clause(clause) for clause in row.clauses]}


def window(args: dict[str, Any], project: Project) -> figures.Window:
    """The asked window, never wider than the actor's regions: another's is NotFound,
    one the project does not have is refused."""
    figures.check_region(project, args.get("region"))
    mine = actor().at_home(actor_scope("figure.view"))
    asked = args.get("region")
    if asked and mine is not None and asked not in mine:
        raise NotFound
    regions = {asked} if asked else mine
    return figures.Window(args.get("until") or today(), None if regions is None else frozenset(regions))


def report_of(project_id: uuid.UUID, report_id: uuid.UUID) -> Report:
    """A report of this project; NotFound."""
    report = queries.get_report(report_id)
    if report.project_id != str(project_id):
        raise NotFound
    return report


def whole(report: Report) -> dict[str, Any]:
    """A report as JSON with its sealed snapshot."""
    return {**described(report), "snapshot": report.snapshot}


def described(report: Report) -> dict[str, Any]:
    """A report as JSON, without its snapshot."""
    names = ("id", "number", "kind", "state", "locale", "region", "sealed_at", "sha256")
    return {
        **{name: getattr(report, name) for name in names},
        "formats": [file.format for file in report.files],
        "period": {"from": report.period_from, "to": report.period_to},
    }


def send(report: Report, format_name: str) -> Response:
    """A stored document as a download."""
    file = queries.get_file(report, format_name)
    response = files().send(file.sha256, file.mime, operations.file_name(report, format_name))
    response.headers["Content-Disposition"] = disposition(
        "attachment", operations.file_name(report, format_name)
    )
    return response
