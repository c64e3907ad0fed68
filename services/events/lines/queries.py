"""Gatherings and publications on lines that are no longer in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import visible
from services.events.publications.models import Publication
from services.events.publications.queries import DAY
from shared.doors.strays import Stray
from shared.i18n import format_short_date
from shared.language.records.project import Project
from shared.projects import names_of_lines
from shared.reach import reachable


def strays(project: Project) -> Iterator[Stray]:
    """Those the actor may move."""
    known = names_of_lines(project)
    yield from stray_gatherings(project, known)
    yield from stray_publications(project, known)


def stray_gatherings(project: Project, known: list[str]) -> Iterator[Stray]:
    """Gatherings on none of the known lines."""
    mine = Gathering.project_id == project.id, Gathering.activity_id.not_in(known)
    found = visible(select(Gathering).where(*mine), "gathering.record").order_by(Gathering.starts_on)
    for row in db.session.scalars(found):
        day = format_short_date(row.starts_on)
        yield Stray(f"gathering:{row.id}", row.title, f"/events/gatherings/{row.id}", day)


def stray_publications(project: Project, known: list[str]) -> Iterator[Stray]:
    """Publications on none of the known lines."""
    mine = Publication.project_id == project.id, Publication.activity_id.not_in(known)
    for item in db.session.scalars(select(Publication).where(*mine).order_by(DAY)):
        if reachable("publication.record", item.region):
            page, day = f"/events/publications/{item.id}", format_short_date(item.day)
            yield Stray(f"publication:{item.id}", item.title, page, day)
