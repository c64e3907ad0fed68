"""Drafts of plans for other tools."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response

from services.registry.drafts import schemas
from services.registry.drafts.operations import versions
from services.registry.plans import queries
from services.registry.plans.cards.tools import created
from services.registry.plans.schemas import PlanCreated
from shared.access import requires
from shared.doors.api import Blueprint, run

api = Blueprint("drafts", __name__, description="Plans in preparation: a new version begun")


@api.route("/plans/<uuid:plan_id>/amendments", methods=["POST"])
@requires("plan.edit", everywhere=True)
@api.arguments(schemas.AmendmentForm)
@api.response(201, PlanCreated)
def amend_plan(form: dict[str, Any], plan_id: uuid.UUID) -> Response:
    """Start a new version of an approved plan, with a reason."""
    reason = versions.Reason(form["reason_text"], form["reason_code"])
    plan = queries.get_plan(plan_id, lock=True)
    return run(versions.amend_plan, plan, reason, answer=created, status=201)
