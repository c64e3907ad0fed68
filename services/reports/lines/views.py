"""Records on lines that are no longer in the plan."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template, request

from services.reports.figures.queries.figures import get_project, landing, projects
from services.reports.lines.queries import strays
from shared.access import requires, scope

views = Blueprint("lines", __name__)


@views.get("/lines")
@requires("figure.view")
def stray_records() -> str:
    """List them by the service that owns them, where they can be moved."""
    asked = request.args.get("project")
    project = get_project(asked) if asked else landing(projects())
    found = sorted(strays(project, scope("figure.view")), key=lambda record: record.owner)
    owners = {owner: list(records) for owner, records in groupby(found, key=lambda record: record.owner)}
    return render_template("reports/lines/strays.html", project=project, owners=owners)
