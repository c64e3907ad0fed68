"""What grants knows about projects."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from flask_babel import get_locale
from sqlalchemy import select

from services.grants.db import db
from services.grants.projects.models import ProjectCopy
from shared.doors.errors import Conflict, Invalid, NotFound


class ProjectUnknown(NotFound):
    """There is no approved project with this id here yet.
    If the plan was approved just now, try again in a moment."""

    code = "project_unknown"


class ActivityUnknown(Invalid):
    """The plan has no activity “%(activity)s”. Its activities: %(known)s."""

    code = "activity_unknown"


class ActivityNeeded(Invalid):
    """No activity of the plan counts applications to a contest, so name the activity.
    Its activities: %(known)s."""

    code = "activity_needed"


class ProjectClosed(Conflict):
    """The project is closed: nothing new is counted.
    Papers and payments of what was recorded may still be added."""

    code = "project_closed"


class RegionUnknown(Invalid):
    """“%(region)s” is not a region of this project. Its regions: %(known)s."""

    code = "region_unknown"


def get_project(project_id: uuid.UUID | str) -> dict[str, Any]:
    """The project's record as a dict; ProjectUnknown."""
    copy = db.session.get(ProjectCopy, str(project_id))
    if copy is None:
        raise ProjectUnknown(field="project_id")
    return copy.state


def open_project(project_id: uuid.UUID | str) -> dict[str, Any]:
    """The record of a project something new can be recorded for; ProjectUnknown, ProjectClosed."""
    project = get_project(project_id)
    if project.get("closed_on"):
        raise ProjectClosed(field="project_id")
    return project


def projects() -> list[dict[str, Any]]:
    """Every project that has an approved plan, newest first."""
    return list(db.session.scalars(select(ProjectCopy.state).order_by(ProjectCopy.key.desc())))


def topics() -> list[dict[str, Any]]:
    """Key, topic and the plan's day of each project, newest first: what names it,
    without the lines of its plan."""
    state = ProjectCopy.state
    statement = select(ProjectCopy.key, state["topic"].astext, state["plan"]["approved_on"].astext).order_by(
        ProjectCopy.key.desc()
    )
    return [
        {"key": key, "topic": topic, "plan": {"approved_on": day}}
        for key, topic, day in db.session.execute(statement)
    ]


def open_projects() -> list[dict[str, Any]]:
    """Projects something new can be recorded for: those nobody has closed."""
    return [project for project in projects() if not project.get("closed_on")]


def chosen_project(key: str | None) -> dict[str, Any] | None:
    """The open project asked for, or the only one; None when there is a choice to make, or no project yet."""
    known = open_projects()
    return next(
        (project for project in known if project["key"] == key), known[0] if len(known) == 1 else None
    )


def grouped_activities(project: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines of the plan under their tasks, as the groups of a choice."""
    return [
        {
            "label": section["title"],
            "options": [(item["code"], f"{item['code']} {item['title']}") for item in section["activities"]],
        }
        for section in (project["plan"] or {}).get("sections", [])
        if section["activities"]
    ]


def activities(project: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines of the plan in force."""
    return [
        activity
        for section in (project["plan"] or {}).get("sections", [])
        for activity in section["activities"]
    ]


def activity_code(project: dict[str, Any], named: str | None) -> str:
    """The activity a contest belongs to: the one named,
    or else the one whose indicator counts applications."""
    codes = [activity["code"] for activity in activities(project)]
    if named and named not in codes:
        raise ActivityUnknown(field="activity", activity=named, known=", ".join(codes))
    counted = [
        activity["code"]
        for activity in activities(project)
        if any(indicator["measure"] == "applications_received" for indicator in activity["indicators"])
    ]
    if not named and not counted:
        raise ActivityNeeded(field="activity", known=", ".join(codes))
    return named or counted[0]


def groups_promised(project: dict[str, Any], activity: str) -> int | None:
    """How many initiative groups the plan's activity promises to support; None when it says nothing."""
    promised = [
        int(Decimal(indicator["target"]))
        for item in activities(project)
        if item["code"] == activity
        for indicator in item["indicators"]
        if indicator["measure"] in ("initiative_groups_formed", "subprojects_completed")
        and indicator["target"]
    ]
    return max(promised, default=None)


def region_of(project: dict[str, Any], text: str) -> str:
    """The code of one of the project's regions, however it was written; RegionUnknown."""
    wanted = text.strip().casefold()
    for region in project["regions"]:
        if wanted in {
            str(region[key]).casefold()
            for key in ("code", "iso", "kato", "ru", "kk", "en")
            if region.get(key)
        }:
            return region["code"]
    raise RegionUnknown(
        field="region", region=text, known=", ".join(item["code"] for item in project["regions"])
    )


def region_name(project: dict[str, Any], code: str) -> str:
    """A region's name in the reader's language."""
    language = str(get_locale() or "ru")
    return next(
        (region.get(language) or region["ru"] for region in project["regions"] if region["code"] == code),
        code,
    )
