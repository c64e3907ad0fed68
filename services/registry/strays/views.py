"""The page where centres of removed lines are moved."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext
from sqlalchemy import select

from services.registry.centres.models import Centre
from services.registry.centres.queries import reached
from services.registry.db import db
from services.registry.plans.models import Plan
from services.registry.plans.queries import activities, approved_plan, approved_projects
from services.registry.strays.operations import move_centres
from shared.access import requires
from shared.doors.errors import NotFound
from shared.doors.form import Form

views = Blueprint("strays", __name__)


@views.route("/lines", methods=["GET", "POST"])
@requires("centre.open")
def stray_centres() -> Any:
    """List centres on removed lines; move those chosen."""
    plan, form = plan_asked(), Form(lists=("records",))
    if done := form.run(move, plan):
        count = done.made or 0
        flash(ngettext("%(num)s record is moved.", "%(num)s records are moved.", count), "success")
        return redirect(f"/reports/lines?project={plan.project_id}")
    return render_template(
        "ui/strays.html",
        form=form,
        action="/registry/lines",
        project_id=plan.project_id,
        lines=grouped(plan),
        records=[
            {
                "key": str(row.id),
                "title": row.name,
                "page": f"/registry/centres/{row.id}",
                "note": row.settlement,
            }
            for row in strays(plan)
        ],
    ), form.status


def plan_asked() -> Plan:
    """The plan in force of the project asked for, else of the newest one; NotFound."""
    named = request.values.get("project_id") or request.args.get("project")
    newest = next((row.id for row in approved_projects()), "") if not named else named
    try:
        plan = approved_plan(uuid.UUID(newest))
    except ValueError as error:
        raise NotFound from error
    if plan is None:
        raise NotFound
    return plan


def move(plan: Plan) -> int:
    """Move what was chosen."""
    chosen, line = request.form.getlist("records"), request.form.get("activity", "")
    return move_centres(chosen, line, activities(plan))


def strays(plan: Plan) -> list[Centre]:
    """Centres the actor may move whose line is no longer in the plan."""
    known = [str(activity.stable_id) for activity in activities(plan)]
    found = select(Centre).where(
        Centre.project_id == plan.project_id, Centre.activity_id.not_in(known), reached("centre.open")
    )
    return list(db.session.scalars(found.order_by(Centre.name)))


def grouped(plan: Plan) -> list[dict[str, Any]]:
    """Lines of the plan under their tasks, as the groups of a choice."""
    return [
        {
            "label": section.title,
            "options": [(str(row.stable_id), f"{row.code} {row.title}") for row in section.activities],
        }
        for section in plan.sections
        if section.activities
    ]
