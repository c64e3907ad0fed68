"""Applications, for other tools."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import Response

from services.grants.applications import operations, queries, schemas
from services.grants.applications.models import Application
from services.grants.contests.queries.contests import get_contest
from shared.access import requires
from shared.doors.api import Blueprint, respond, run
from shared.doors.cursors import after_of, page

api = Blueprint("applications", __name__, description="Applications of initiative groups")


@api.route("/contests/<uuid:contest_id>/applications", methods=["POST"])
@requires("application.register")
@api.arguments(schemas.ApplicationIn)
@api.response(201, schemas.ApplicationCreated)
def register_application(values: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """Register an application that came on paper; it gets its region's next number."""
    given = get_contest(contest_id), values
    return run(operations.register_application, *given, answer=numbered, status=201)


def numbered(application: Application) -> dict[str, Any]:
    """A new application with its number."""
    return {"id": application.id, "number": application.number}


@api.route("/contests/<uuid:contest_id>/applications", methods=["GET"])
@requires("application.view")
@api.arguments(schemas.ApplicationFilter, location="query")
@api.response(200, schemas.ApplicationOut(many=True))
def list_applications(args: dict[str, Any], contest_id: uuid.UUID) -> Response:
    """List a contest's applications by number; the next page is behind the Next-Cursor header."""
    get_contest(contest_id)
    after = after_of(args["cursor"], str)
    rows = queries.application_page(contest_id, args, after, args["limit"])
    return page(rows, args["limit"], lambda row: (row.number,))


@api.route("/applications/<uuid:application_id>", methods=["GET"])
@requires("application.view")
@api.response(200, schemas.ApplicationOut)
def get_application(application_id: uuid.UUID) -> Response:
    """Give one application."""
    return respond(queries.application_row(queries.get_application(application_id)))


@api.route("/applications/<uuid:application_id>/group", methods=["POST"])
@requires("application.register")
@api.arguments(schemas.GroupIn)
@api.response(200, schemas.ApplicationOut)
def name_group(values: dict[str, Any], application_id: uuid.UUID) -> Response:
    """Say which group of the register an application is of."""
    return done(operations.name_group, held(application_id, "application.register"), values["group_id"])


@api.route("/applications/<uuid:application_id>/recommendation", methods=["POST"])
@requires("application.recommend")
@api.arguments(schemas.RecommendationIn)
@api.response(200, schemas.ApplicationOut)
def recommend(values: dict[str, Any], application_id: uuid.UUID) -> Response:
    """Enter what the commission says: award an amount up to the requested one, or refuse for a reason."""
    application = held(application_id, "application.recommend")
    return done(operations.recommend, application, values["verdict"], values["recommended"], values["note"])


@api.route("/applications/<uuid:application_id>/withdrawal", methods=["POST"])
@requires("application.register")
@api.arguments(schemas.Reason)
@api.response(200, schemas.ApplicationOut)
def withdraw_application(values: dict[str, Any], application_id: uuid.UUID) -> Response:
    """Let the group take its application back."""
    application = held(application_id, "application.register")
    return done(operations.withdraw_application, application, values["reason"])


@api.route("/applications/<uuid:application_id>/refusal", methods=["POST"])
@requires("award.grant")
@api.arguments(schemas.Reason)
@api.response(200, schemas.ApplicationOut)
def refuse_application(values: dict[str, Any], application_id: uuid.UUID) -> Response:
    """Refuse an application with a reason."""
    return done(operations.refuse_application, held(application_id, "award.grant"), values["reason"])


def held(application_id: uuid.UUID, permission: str) -> Application:
    """The application, held against a concurrent change."""
    return queries.get_application(application_id, permission, lock=True)


def done(operation: Callable[..., None], application: Application, *given: Any) -> Response:
    """Carry an operation on an application out and answer with the application."""
    return run(operation, application, *given, answer=lambda _: queries.application_row(application))
