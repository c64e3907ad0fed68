"""Projects and their regions in the user's language."""

from __future__ import annotations

from services.events.projects.queries import projects
from shared.projects import project_names

region_name = projects.region_name


def words() -> dict[str, object]:
    """What templates say of projects and regions."""
    return {"region_name": region_name, "region_options": region_options, "project_names": project_names}


def open_projects(permission: str) -> dict[str, str]:
    """The names of the projects in which the actor can record something new."""
    return project_names(projects.offered(permission))


def region_options(mine: set[str] | None) -> list[tuple[str, str]]:
    """Regions to choose from: the actor's own, or all."""
    return [(code, name) for code, name in projects.region_names().items() if mine is None or code in mine]
