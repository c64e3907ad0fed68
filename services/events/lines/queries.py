"""Gatherings and publications on lines that are no longer in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from services.events.db import db
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import visible
from services.events.publications.models import Publication
from services.events.publications.queries import reachable
from shared.language.records.project import Project


@dataclass(frozen=True)
class Stray:
    """A record that stands on no line of the plan in force."""

    key: str
    title: str
    page: str
    day: date


def strays(project: Project) -> Iterator[Stray]:
    """Those the actor may move."""
    known = [key for activity in project.activities for key in (activity.id, activity.code)]
    yield from stray_gatherings(project, known)
    yield from stray_publications(project, known)


def stray_gatherings(project: Project, known: list[str]) -> Iterator[Stray]:
    """Gatherings on none of the known lines."""
    mine = Gathering.project_id == project.id, Gathering.activity_id.not_in(known)
    found = visible(select(Gathering).where(*mine), "gathering.record").order_by(Gathering.starts_on)
    for row in db.session.scalars(found):
        yield Stray(f"gathering:{row.id}", row.title, f"/events/gatherings/{row.id}", row.starts_on)


def stray_publications(project: Project, known: list[str]) -> Iterator[Stray]:
    """Publications on none of the known lines."""
    mine = Publication.project_id == project.id, Publication.activity_id.not_in(known)
    for item in db.session.scalars(select(Publication).where(*mine).order_by(Publication.issued_on)):
        if reachable("publication.record", item.region):
            page = f"/events/publications/{item.id}"
            yield Stray(f"publication:{item.id}", item.title, page, item.issued_on)
