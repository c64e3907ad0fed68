"""Projects and their regions in words."""

from __future__ import annotations

from services.grants.projects.queries import projects
from shared.projects import project_names

region_name = projects.region_name


def region_names() -> dict[str, str]:
    """Regions of the projects by their codes."""
    return projects.region_names()


def words() -> dict[str, object]:
    """What every page is given."""
    return {"region_name": region_name, "project_names": project_names}
