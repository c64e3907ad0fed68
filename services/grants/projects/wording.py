"""Projects and their regions in words."""

from __future__ import annotations

from services.grants.projects.queries import projects
from shared.projects import project_names

region_name = projects.region_name


def words() -> dict[str, object]:
    """What every page is given."""
    return {"region_name": region_name, "project_names": project_names}
