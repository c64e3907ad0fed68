"""Pages of a media plan: the board, the calendar, the document to be printed."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from services.events.media_plans import listing, queries
from services.events.media_plans.wording import paper
from services.events.projects.queries import projects
from shared.access import requires
from shared.clock import today
from shared.language.records.project import Project
from shared.office.papers import in_asked_language, opened_or_saved
from shared.spoken import spoken

views = Blueprint("media_plans", __name__)


@views.get("/media-plan")
@requires("publication.view")
def show_board() -> str:
    """Show the items of a media plan by their state."""
    project = chosen()
    lanes = queries.board(project.id) if project else []
    return page("board", project, lanes=lanes, today=today())


@views.get("/media-plan/calendar")
@requires("publication.view")
def show_calendar() -> str:
    """Show the items of a month by their days."""
    project = chosen()
    return page("calendar", project, **(listing.calendar_of(project) if project else {}))


@views.get("/media-plan/paper.<any(pdf, docx):form>")
@requires("publication.view")
def print_plan(form: str) -> Response:
    """Give the media plan as a document, in one of the two languages."""
    project = projects.or_newest(request.args.get("project"))
    with in_asked_language():
        return opened_or_saved(paper.file_name(project, form), form, paper.paper_of(project, form))


def chosen() -> Project | None:
    """The project asked for, else the newest one; None where there is none yet."""
    known = projects.known()
    return projects.or_newest(request.args.get("project") or None) if known else None


def page(name: str, project: Project | None, **shown: Any) -> str:
    """A page of the plan, with the choice of its project."""
    return render_template(
        f"events/media_plans/{name}.html",
        project=spoken(project) if project else None,
        project_options=projects.listed("publication.view"),
        **shown,
    )
