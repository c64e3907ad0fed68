"""What events knows about projects."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from services.events.db import db
from services.events.projects.models import ProjectCopy
from shared.errors import Conflict, Invalid, NotFound


class ProjectUnknown(NotFound):
    """There is no approved project with this id here yet.
    If the plan was approved just now, try again in a moment."""

    code = "project_unknown"


class ActivityUnknown(Invalid):
    """The plan has no activity “%(activity)s”. Its activities: %(known)s."""

    code = "activity_unknown"


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


def open_projects() -> list[dict[str, Any]]:
    """Projects something new can be recorded for: those nobody has closed."""
    return [project for project in projects() if not project.get("closed_on")]


def activities(project: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines of the plan in force."""
    return [
        activity
        for section in (project["plan"] or {}).get("sections", [])
        for activity in section["activities"]
    ]


def activity_of(project: dict[str, Any], code: str) -> dict[str, Any]:
    """An activity of the plan by its code; ActivityUnknown."""
    for activity in activities(project):
        if activity["code"] == code:
            return activity
    raise ActivityUnknown(
        field="activity", activity=code, known=", ".join(item["code"] for item in activities(project))
    )


def region_of(project: dict[str, Any], text: str) -> str:
    """The code of one of the project's regions, however it was written; RegionUnknown."""
    wanted = text.strip().casefold()
    for region in project["regions"]:
        if wanted in {str(region[key]).casefold() for key in ("code", "iso", "kato", "ru", "kk", "en")}:
            return region["code"]
    raise RegionUnknown(
        field="region", region=text, known=", ".join(item["code"] for item in project["regions"])
    )


def region_names(project: dict[str, Any], language: str) -> dict[str, str]:
    """Names of the project's regions by code."""
    return {region["code"]: region.get(language) or region["ru"] for region in project["regions"]}


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


TYPES = {"final_briefing": "briefing"}


def moved_by(project: dict[str, Any], activity: str, gathering_type: str) -> list[dict[str, Any]]:
    """Indicators of an activity that a gathering of this type moves, told by their measures."""
    found = next((item for item in activities(project) if item["code"] == activity), None)
    return [
        indicator
        for indicator in (found or {}).get("indicators", [])
        if gathering_type in gatherings_of(indicator["measure"] or "")
    ]


def gatherings_of(measure: str) -> set[str]:
    """Types of gatherings a measure reads: `unique_persons[training, category=leader]` reads trainings."""
    words = (word.strip() for word in measure.partition("[")[2].rstrip("]").split(","))
    return {TYPES.get(word, word) for word in words}


ASKED_OF_EACH = {"feedback": "feedback_received"}


def least_evidence(project: dict[str, Any], activity: str, gathering_type: str) -> dict[str, int]:
    """How much of a kind of evidence the plan asks of every such gathering: {"feedback": 2};
    one file is enough of the others."""
    moves = moved_by(project, activity, gathering_type)
    asked = {kind: least_each(moves, measure) for kind, measure in ASKED_OF_EACH.items()}
    return {kind: least for kind, least in asked.items() if least}


def least_each(indicators: list[dict[str, Any]], measure: str) -> int | None:
    """What the plan asks of every single gathering in this measure ("at least 15 at each"), or None."""
    asked = [
        clause["value"]
        for indicator in indicators
        if (indicator["measure"] or "").startswith(measure)
        for clause in indicator["clauses"]
        if clause.get("kind") == "each_gathering" and clause.get("value")
    ]
    return max((int(Decimal(str(value))) for value in asked), default=None)


def activity_titles(project: dict[str, Any]) -> dict[str, str]:
    """Lines of the plan as "4.1 Title" by their codes."""
    return {item["code"]: f"{item['code']} {item['title']}" for item in activities(project)}
