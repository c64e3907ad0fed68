"""Pages of what came down: a version that waits to be accepted, and every signed record."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from services.registry.db import db
from services.registry.drafts.listing.differences import removed_activities
from services.registry.handed import listing, queries
from services.registry.handed.operations.accepting import accept
from services.registry.plans.models import Plan
from services.registry.plans.operations import ask_rules
from services.registry.plans.queries import approved_plan
from services.registry.recorded.queries import OnLine, recorded
from shared.access import actor, requires
from shared.doors.form import press
from shared.queue import outbox

views = Blueprint("handed", __name__)


@views.get("/handed")
@requires("handed.view", everywhere=True)
def list_handed() -> str:
    """List the signed records between this deployment and others."""
    return render_template("registry/handed/list.html", **listing.page_of())


@views.route("/plans/<uuid:plan_id>/acceptance", methods=["GET", "POST"])
@requires("handed.accept", everywhere=True)
def accept_plan(plan_id: uuid.UUID) -> Any:
    """Show what a version that was handed down changes, then put it in force."""
    plan = queries.get_proposal(plan_id)
    if request.method == "POST":
        said = ask_rules(plan)
        press(accept, queries.get_proposal(plan_id, lock=True), said)
        outbox.deliver_now(db.session)
        flash(_("The version is in force here. Records of removed lines stay and can be moved."), "success")
        return redirect(f"/registry/plans/{plan_id}")
    return render_template("registry/handed/accept.html", **proposal(plan))


def proposal(plan: Plan) -> dict[str, Any]:
    """A version beside the one in force here."""
    now = approved_plan(plan.project_id)
    return {
        "plan": plan,
        "now": now,
        "skipped": plan.no - now.no - 1 if now else 0,
        "rows": listing.changes(now, plan) if now else [],
        "letter": queries.letter_above(plan),
        "hanging": hanging(now, plan) if now else [],
    }


def hanging(now: Plan, plan: Plan) -> list[OnLine]:
    """What is recorded on lines the version no longer has; those with nothing on them left out."""
    found = recorded(plan.project_id, removed_activities(now, plan))
    return [line for line in found if line.counts is None or line.words]


def may_accept() -> bool:
    """Whether the actor accepts what comes down."""
    return actor().everywhere(queries.ACCEPT)
