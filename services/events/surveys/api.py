"""Surveys for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.surveys import queries, schemas
from services.events.surveys.operations import answering, holding
from services.events.surveys.wording.links import link_of
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("surveys", __name__, description="Surveys, their numbered sheets and what comes back")


@api.route("/surveys", methods=["POST"])
@requires("survey.record")
@api.arguments(schemas.SurveyIn)
@api.response(201, Created)
def begin_survey(values: dict[str, Any]) -> Response:
    """Begin a survey."""
    return created(holding.begin_survey, values)


@api.route("/surveys", methods=["GET"])
@requires("survey.view")
@api.arguments(schemas.SurveyFilter, location="query")
@api.response(200, schemas.SurveyOut(many=True))
def list_surveys(args: dict[str, Any]) -> Response:
    """List surveys with their counts, newest first; the next page is behind the Next-Cursor header."""
    after = after_of(args["cursor"], uuid.UUID)
    wanted = {name.removesuffix("_id"): args[name] for name in ("project_id", "centre_id", "gathering_id")}
    return page(queries.survey_page(wanted, after, args["limit"]), args["limit"], lambda row: (row["id"],))


@api.route("/surveys/<uuid:survey_id>/sheets", methods=["POST"])
@requires("survey.record")
@api.arguments(schemas.SheetsIn)
@api.response(200, Created)
def issue_sheets(values: dict[str, Any], survey_id: uuid.UUID) -> Response:
    """Let numbered paper sheets go out."""
    item = queries.get_survey(survey_id, queries.RECORD, lock=True)
    return run(holding.issue_sheets, item, values, answer=lambda done: {"id": done.id})


@api.route("/surveys/<uuid:survey_id>/sheets", methods=["GET"])
@requires("survey.record")
@api.response(200, schemas.SheetOut(many=True))
def list_sheets(survey_id: uuid.UUID) -> list[dict[str, Any]]:
    """List the sheets of a survey with their links."""
    item = queries.get_survey(survey_id, queries.RECORD)
    return [row._asdict() | {"link": link_of(row.secret)} for row in queries.sheets_of(item)]


@api.route("/surveys/<uuid:survey_id>/answers", methods=["POST"])
@requires("survey.record")
@api.arguments(schemas.RowsIn)
@api.response(200, Created)
def key_in(values: dict[str, Any], survey_id: uuid.UUID) -> Response:
    """Key in paper sheets: all of them, or with every reason none."""
    item = queries.get_survey(survey_id, queries.RECORD, lock=True)
    return run(answering.key_in, item, values, answer=lambda done: {"id": done.id})


@api.route("/surveys/<uuid:survey_id>/closing", methods=["POST"])
@requires("survey.record")
@api.response(200, Created)
def close_survey(survey_id: uuid.UUID) -> Response:
    """Say that all that came back is keyed in."""
    item = queries.get_survey(survey_id, queries.RECORD, lock=True)
    return run(holding.close_survey, item, answer=lambda done: {"id": done.id})
