"""The page where contests of removed lines are moved."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext
from sqlalchemy import select

from services.grants.contests.models import Contest
from services.grants.db import db
from services.grants.lines.operations import move_contests
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
    project = asked()
    form = Form(lists=("records",))
    if done := form.run(move, project.id):
        count = done.made or 0
        flash(ngettext("%(num)s record is moved.", "%(num)s records are moved.", count), "success")
        return redirect(f"/reports/lines?project={project.id}")
    return render_template(
        "ui/strays.html",
        form=form,
        action="/grants/lines",
        project_id=project.id,
        lines=grouped_activities(project),
        records=[
            {
                "key": str(row.id),
                "title": row.title,
                "page": f"/grants/contests/{row.id}",
                "note": format_short_date(row.opens_on),
            }
            for row in strays(project)
        ],
    ), form.status


def asked() -> Project:
    """The project asked for, else the newest one; ProjectUnknown."""
    named = request.values.get("project_id") or request.args.get("project")
    known = projects.all() if not named else []
    return known[0] if known else projects.get(named or "")


def move(project_id: str) -> int:
    """Move what was chosen."""
    return move_contests(project_id, request.form.getlist("records"), request.form.get("activity", ""))


def strays(project: Project) -> list[Contest]:
    """Contests on lines that are no longer in the plan."""
    known = [key for activity in project.activities for key in (activity.id, activity.code)]
    found = select(Contest).where(Contest.project_id == project.id, Contest.activity_id.not_in(known))
    return list(db.session.scalars(found.order_by(Contest.opens_on)))
