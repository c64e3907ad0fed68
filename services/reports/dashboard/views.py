"""The overview of a project, an indicator with what stands behind it, and the figures as a workbook.
Open pages follow by themselves."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request

from services.reports.dashboard.listing import overview, workbook
from services.reports.dashboard.listing.files import repeated_files
from services.reports.dashboard.listing.indicator import page_of as indicator_page
from services.reports.dashboard.listing.looks import look
from services.reports.dashboard.listing.overview import query_of
from services.reports.dashboard.listing.places import seen
from services.reports.figures.queries import figures as queries
from services.reports.figures.queries.pulse import version
from shared.access import requires
from shared.language.records.project import Project
from shared.spoken import spoken

views = Blueprint("dashboard", __name__)


@views.get("/")
@requires("figure.view")
def show_overview() -> Any:
    """Show where a project stands."""
    if unmoved():
        return "", 204
    projects = queries.projects_seen("figure.view")
    if not projects:
        return render_template("reports/dashboard/empty.html")
    project = chosen(projects)
    shown = look("reports/dashboard/overview_body.html", project, partial(overview.page_of, project))
    return render_template("reports/dashboard/overview.html", projects=projects, **shown)


@views.get("/indicators/<code>")
@requires("figure.view")
def show_indicator(code: str) -> Any:
    """Show one figure and the records behind it."""
    if unmoved():
        return "", 204
    project = chosen(queries.projects_seen("figure.view"))
    shown = look("reports/dashboard/indicator_body.html", project, partial(indicator_page, project, code))
    return render_template("reports/dashboard/indicator.html", **shown)


@views.get("/indicators/<code>/records.xlsx")
@requires("figure.view")
def export_records(code: str) -> Response:
    """Give the records behind one figure as an Excel file."""
    return workbook.export_records(chosen(queries.projects_seen("figure.view")), code)


@views.get("/indicators.xlsx")
@requires("figure.view")
def export() -> Response:
    """Give the figures on the screen as an Excel file."""
    return workbook.export(chosen(queries.projects_seen("figure.view")))


@views.get("/files")
@requires("figure.view")
def show_repeated_files() -> str:
    """List the files that prove several records."""
    project = chosen(queries.projects_seen("figure.view"))
    return render_template(
        "reports/dashboard/files.html",
        **repeated_files(project),
        query=query_of(project),
        topic=project.topic,
        plan=project.plan,
    )


def unmoved() -> bool:
    """Whether an open page, which says what version it shows, shows the newest."""
    shown = request.headers.get("X-Shown")
    return shown is not None and shown == version(request.args.get("project", ""), seen())


def chosen(projects: list[Project]) -> Project:
    """The asked project or the one with records, seen from a region it has, in the reader's language."""
    asked = request.args.get("project")
    project = queries.landing(projects) if projects and not asked else queries.get_project(asked or "")
    queries.check_region(project, request.args.get("region"))
    return spoken(project)
