"""Drafts of plans for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.registry.db import db
from services.registry.drafts import operations, schemas
from services.registry.plans import queries
from services.registry.plans.output import created
from services.registry.plans.schemas import PlanCreated
from shared.access import actor, requires
from shared.api import commit

api = Blueprint("drafts", __name__, description="Plans in preparation: a new version begun")


@api.route("/plans/<uuid:plan_id>/amendments", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.arguments(schemas.AmendmentForm)
@api.response(201, PlanCreated)
def amend_plan(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Start a new version of an approved plan, with a reason."""
    reason = operations.Reason(form["reason_text"], form["reason_code"])
    plan = operations.amend_plan(queries.get_plan(plan_id, lock=True), reason, actor().id)
    return commit(db.session, created(plan), 201)
