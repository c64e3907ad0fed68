"""Projects and their regions in the user's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from services.events.projects.queries import projects
from shared.doors.listing import Column
from shared.projects import project_names
from shared.spoken import title_in, words_of

region_name = projects.region_name


def words() -> dict[str, object]:
    """What templates say of projects and regions."""
    return {
        "region_name": region_name,
        "region_options": region_options,
        "project_names": project_names,
        "centre_of": centre_of,
    }


def centre_of(row: Any) -> str | None:
    """What the centre of a row is called in the reader's language; None where it has none."""
    return words_of(row.centre, row.centre_kk) if row.centre else None


def centre_column(of: Callable[[Any], Any] = lambda row: row, **look: Any) -> Column[Any]:
    """The column of the centre a row is of, in the reader's language; `of` a row, where it is within."""

    def plain(row: Any) -> str | None:
        return title_in(of(row).centre, of(row).centre_kk)

    return Column(key="centre", label=_("Centre"), said=plain, drawn=lambda row: centre_of(of(row)), **look)


def open_projects(permission: str) -> dict[str, str]:
    """The names of the projects in which the actor can record something new."""
    return project_names(projects.offered(permission))


def region_options(mine: set[str] | None) -> list[tuple[str, str]]:
    """Regions to choose from: the actor's own, or all."""
    return [(code, name) for code, name in projects.region_names().items() if mine is None or code in mine]
