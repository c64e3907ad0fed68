"""Projects and their regions in the user's language."""

from __future__ import annotations

from flask import g
from flask_babel import get_locale

from services.events.projects.queries import projects
from shared.language.records.project import Region
from shared.projects import project_names


def words() -> dict[str, object]:
    """What templates say of projects and regions."""
    return {"region_name": region_name, "region_options": region_options, "project_names": project_names}


def regions() -> dict[str, Region]:
    """The regions of all projects by code, read once a request."""
    if "regions" not in g:
        g.regions = {region.code: region for project in projects.all() for region in project.regions}
    return g.regions


def region_name(code: str | None) -> str:
    """A region's name in the user's language."""
    row = regions().get(code or "")
    return row.name(str(get_locale())) if row else code or ""


def region_options(mine: set[str] | None) -> list[tuple[str, str]]:
    """Regions to choose from: the actor's own, or all."""
    return [(code, region_name(code)) for code in regions() if mine is None or code in mine]
