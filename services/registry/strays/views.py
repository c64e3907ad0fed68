"""The page where centres, memoranda and village plans of removed lines are moved."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, render_template, request

from services.registry.plans.queries import activities, approved_projects
from services.registry.plans.record import project_record
from services.registry.strays.operations import move_records
from services.registry.strays.queries import plan_of, strays
from shared.access import requires
from shared.doors.strays import stray_page
from shared.projects import grouped_activities

views = Blueprint("strays", __name__)


@views.route("/lines", methods=["GET", "POST"])
@requires("centre.open")
def stray_centres() -> Any:
    """List centres, memoranda and village plans on removed lines; move those chosen."""
    project = project_asked()
    if project is None:
        return render_template("registry/strays/none.html")
    plan = plan_of(project)
    move = partial(move_records, activities(plan))
    return stray_page(
        plan.project_id, grouped_activities(project_record(plan.project, plan)), partial(strays, plan), move
    )


def project_asked() -> str | None:
    """The project asked for, else the newest one with a plan in force; None while there is none."""
    if named := request.values.get("project_id") or request.args.get("project"):
        return named
    return next((project.id for project in approved_projects()), None)
