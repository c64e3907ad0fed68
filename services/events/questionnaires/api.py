"""Questionnaires for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.events.questionnaires import operations, queries, schemas
from shared.access import requires
from shared.doors.api import Blueprint, Created, created, run
from shared.doors.cursors import after_of, page

api = Blueprint("questionnaires", __name__, description="Questionnaires and their versions")


@api.route("/questionnaires", methods=["POST"])
@requires("questionnaire.write", everywhere=True)
@api.arguments(schemas.QuestionnaireIn)
@api.response(201, Created)
def write_questionnaire(values: dict[str, Any]) -> Response:
    """Make a questionnaire."""
    return created(operations.write_questionnaire, values)


@api.route("/questionnaires", methods=["GET"])
@requires("questionnaire.view")
@api.arguments(schemas.QuestionnaireFilter, location="query")
@api.response(200, schemas.QuestionnaireOut(many=True))
def list_questionnaires(args: dict[str, Any]) -> Response:
    """List questionnaires by their newest versions; the next page is behind the Next-Cursor header."""
    rows = queries.questionnaire_page(after_of(args["cursor"], uuid.UUID), args["limit"])
    return page(rows, args["limit"], lambda row: (row["id"],))


@api.route("/questionnaires/<uuid:questionnaire_id>", methods=["PUT"])
@requires("questionnaire.write", everywhere=True)
@api.arguments(schemas.QuestionnaireIn)
@api.response(200, Created)
def change_questionnaire(values: dict[str, Any], questionnaire_id: uuid.UUID) -> Response:
    """Save a questionnaire as its next version."""
    item = queries.get_questionnaire(questionnaire_id, lock=True)
    return run(operations.change_questionnaire, item, values, answer=lambda done: {"id": done.id})
