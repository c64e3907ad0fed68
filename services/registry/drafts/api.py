"""Drafts of plans for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.registry.db import db
from services.registry.drafts import operations, schemas
from services.registry.drafts.intake import read_upload
from services.registry.plans import queries
from services.registry.plans.output import created
from services.registry.plans.schemas import PlanCreated
from shared.access import actor, requires
from shared.api import MULTIPART, commit

api = Blueprint("drafts", __name__, description="Plans in preparation: a Word file read, a new version begun")


@api.route("/plans", methods=["POST"])
@requires("plan.import", everywhere=True)
@api.arguments(schemas.PlanFile, location="form", content_type=MULTIPART)
@api.response(201, PlanCreated)
def import_plan(form: dict[str, Any]) -> Response:
    """Read a Word plan (multipart field `file`) into a draft version."""
    project = queries.get_project(form["project_id"]) if form["project_id"] else None
    plan = operations.import_plan(**read_upload(form["file"]), by=actor().id, project=project)
    return commit(db.session, created(plan), 201)


@api.route("/plans/<uuid:plan_id>/amendments", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.arguments(schemas.AmendmentForm)
@api.response(201, PlanCreated)
def amend_plan(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Start a new version of an approved plan, with a reason."""
    plan = operations.amend_plan(
        queries.get_plan(plan_id, lock=True), form["reason_code"], form["reason_text"], actor().id
    )
    return commit(db.session, created(plan), 201)
