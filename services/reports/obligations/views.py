"""The page of obligations: what is due, what is late, what is done by which record."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from services.reports.dashboard.listing.places import project_names
from services.reports.figures.queries import figures
from services.reports.obligations import listing
from shared.access import actor, holds, requires
from shared.language.records.project import Project
from shared.spoken import spoken

views = Blueprint("obligations", __name__)


@views.get("/obligations")
@requires("obligation.view")
def list_obligations() -> str:
    """List the obligations of a project."""
    projects = figures.projects_seen("obligation.view")
    if not projects:
        return render_template("reports/dashboard/empty.html")
    project = chosen(projects)
    return render_template(
        "reports/obligations/list.html",
        project=project,
        projects=list(project_names(projects).items()),
        may_confirm=holds(actor(), "registry", "obligation.confirm"),
        **listing.page_of(project),
    )


@views.get("/obligations.xlsx")
@requires("obligation.view")
def export_obligations() -> Response:
    """Give the list of the same address as an .xlsx."""
    return listing.export(chosen(figures.projects_seen("obligation.view")))


def chosen(projects: list[Project]) -> Project:
    """The asked project, or the one with records, in the reader's language."""
    asked = request.args.get("project")
    return spoken(figures.get_project(asked) if asked else figures.landing(projects))
