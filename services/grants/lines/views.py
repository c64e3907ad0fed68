"""The page where contests of removed lines are moved."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext

from services.grants.contests.models import Contest
from services.grants.lines.operations import move_contests
from services.grants.lines.queries import strays
from services.grants.projects.queries import projects
from shared.access import requires
from shared.doors.form import Form
from shared.i18n import format_short_date
from shared.language.records.project import Project
from shared.projects import grouped_activities

views = Blueprint("lines", __name__)


@views.route("/lines", methods=["GET", "POST"])
@requires("contest.manage", everywhere=True)
def stray_contests() -> Any:
    """List contests on removed lines; move those chosen."""
    project = projects.or_newest(request.values.get("project_id") or request.args.get("project"))
    form = Form(lists=("records",))
    if done := form.run(move, project.id):
        count = done.made or 0
        flash(ngettext("%(num)s record is moved.", "%(num)s records are moved.", count), "success")
        return redirect(f"/reports/lines?project={project.id}")
    return render_template("ui/strays.html", form=form, **page_of(project)), form.status


def page_of(project: Project) -> dict[str, Any]:
    """What the page shows: the lines of the plan, and the contests on none of them."""
    return {
        "action": "/grants/lines",
        "project_id": project.id,
        "lines": grouped_activities(project),
        "records": [record(contest) for contest in strays(project)],
    }


def record(contest: Contest) -> dict[str, str]:
    """A contest to choose."""
    return {
        "key": str(contest.id),
        "title": contest.title,
        "page": f"/grants/contests/{contest.id}",
        "note": format_short_date(contest.opens_on),
    }


def move(project_id: str) -> int:
    """Move what was chosen."""
    return move_contests(project_id, request.form.getlist("records"), request.form.get("activity", ""))
