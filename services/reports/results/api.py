"""Results and promises for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.reports.figures.queries.figures import get_project
from services.reports.results import operations, queries, schemas
from services.reports.results.queries import ASSESS, CONFIRM
from services.reports.results.rules.standing import Standing
from shared.access import requires
from shared.doors.api import Blueprint, Created, respond, run

api = Blueprint("results", __name__, description="What the passport promises, and how it stands")


@api.route("/projects/<uuid:project_id>/results", methods=["GET"])
@requires("result.view", everywhere=True)
@api.response(200, schemas.ResultOut(many=True))
def list_results(project_id: uuid.UUID) -> Response:
    """List the results of a project, then promises without an indicator, each with how it stands."""
    return respond([shown(one) for one in queries.standings(get_project(project_id))])


@api.route("/projects/<uuid:project_id>/results", methods=["POST"])
@requires("result.confirm", everywhere=True)
@api.arguments(schemas.ConfirmationIn)
@api.response(200, schemas.ResultOut(many=True))
def confirm_results(values: dict[str, Any], project_id: uuid.UUID) -> Response:
    """Keep what is promised; the answer is all of it."""
    return run(operations.confirm_results, project_id, values, answer=lambda done: all_of(project_id))


@api.route("/results/<uuid:result_id>/wording", methods=["POST"])
@requires("result.confirm", everywhere=True)
@api.arguments(schemas.WordingForm)
@api.response(200, Created)
def word_result(values: dict[str, Any], result_id: uuid.UUID) -> Response:
    """Say in Kazakh what is promised; no words take the former away."""
    item = queries.get_result(result_id, CONFIRM, lock=True)
    return run(operations.word_result, item, values, answer=lambda done: {"id": done.id})


@api.route("/results/<uuid:result_id>/assessment", methods=["POST"])
@requires("result.assess", everywhere=True)
@api.arguments(schemas.AssessmentIn)
@api.response(200, Created)
def assess_result(values: dict[str, Any], result_id: uuid.UUID) -> Response:
    """Say how a result ended that no figure tells."""
    item = queries.get_result(result_id, ASSESS, lock=True)
    return run(operations.assess_result, item, values, answer=lambda done: {"id": done.id})


def all_of(project_id: uuid.UUID) -> list[dict[str, Any]]:
    """All results of a project as a tool reads them."""
    return [shown(one) for one in queries.standings(get_project(project_id))]


def shown(one: Standing) -> dict[str, Any]:
    """One of them."""
    row = one.result
    plain = ("id", "number", "origin", "text", "text_kk", "count", "least")
    return {
        **{name: getattr(row, name) for name in plain},
        "indicators": [figure.code for figure in one.figures],
        "found": one.found,
        "counted": one.is_counted,
        "state": one.state,
        "reason": row.outcome_reason,
    }
