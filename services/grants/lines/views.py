"""The page where contests and donor projects of removed lines are moved."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, request

from services.grants.lines.operations import move_records
from services.grants.lines.queries import strays
from services.grants.projects.queries import projects
from shared.access import requires
from shared.doors.strays import stray_page
from shared.projects import grouped_activities

views = Blueprint("lines", __name__)


@views.route("/lines", methods=["GET", "POST"])
@requires("contest.manage", everywhere=True)
def stray_records() -> Any:
    """List what stands on removed lines; move those chosen."""
    project = projects.or_newest(request.values.get("project_id") or request.args.get("project"))
    lines, move = grouped_activities(project), partial(move_records, project.id)
    return stray_page(project.id, lines, partial(strays, project), move)
