"""The page where records of removed lines are moved, many at once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext

from services.events.lines.operations import move_records
from services.events.lines.queries import Stray, strays
from services.events.projects.queries import projects
from shared.access import requires
from shared.doors.form import Form
from shared.i18n import format_short_date
from shared.projects import grouped_activities

views = Blueprint("lines", __name__)


@views.route("/lines", methods=["GET", "POST"])
@requires("gathering.record")
def stray_records() -> Any:
    """List records on removed lines; move those chosen."""
    project = projects.or_newest(request.values.get("project_id") or request.args.get("project"))
    form = Form(lists=("records",))
    if done := form.run(move, project.id):
        say_moved(done.made or 0)
        return redirect(f"/reports/lines?project={project.id}")
    return render_template(
        "ui/strays.html",
        form=form,
        action="/events/lines",
        project_id=project.id,
        lines=grouped_activities(project),
        records=list(map(shown, strays(project))),
    ), form.status


def say_moved(count: int) -> None:
    """Say how many records were moved."""
    flash(ngettext("%(num)s record is moved.", "%(num)s records are moved.", count), "success")


def shown(stray: Stray) -> dict[str, str]:
    """A record as the list shows it."""
    return {
        "key": stray.key,
        "title": stray.title,
        "page": stray.page,
        "note": format_short_date(stray.day),
    }


def move(project_id: str) -> int:
    """Move what was chosen."""
    return move_records(project_id, request.form.getlist("records"), request.form.get("activity", ""))
