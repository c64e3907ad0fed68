"""Projects and their regions in words."""

from __future__ import annotations

from flask import g
from flask_babel import get_locale

from services.grants.projects.queries import projects
from shared.language.records.project import Region
from shared.projects import project_names


def words() -> dict[str, object]:
    """What every page is given."""
    return {"region_name": region_name, "project_names": project_names}


def regions() -> dict[str, Region]:
    """The regions of all projects by code, read once a request."""
    if "regions" not in g:
        g.regions = {region.code: region for project in projects.all() for region in project.regions}
    return g.regions


def region_name(code: str | None) -> str:
    """A region's name in the user's language."""
    row = regions().get(code or "")
    return row.name(str(get_locale())) if row else code or ""
