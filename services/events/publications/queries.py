"""What is true about publications."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from services.events.db import Evidence, db
from services.events.projects.queries import projects
from services.events.publications.models import Publication
from shared.doors.errors import NotFound
from shared.language.publications import PLANNED, PUBLISHED
from shared.reach import in_reach, in_sight, placed, reachable
from shared.sorting import Sorting
from shared.tables import in_parts

PROOFS = select(func.count()).where(Evidence.proving("publication", Publication.id)).scalar_subquery()
DAY = func.coalesce(Publication.issued_on, Publication.planned_on)
COLUMNS = (
    Publication.id,
    Publication.project_id,
    Publication.activity_id,
    Publication.kind,
    Publication.title,
    Publication.title_kk,
    Publication.region,
    DAY.label("day"),
    Publication.planned_on,
    Publication.issued_on,
    Publication.quantity,
    Publication.medium,
    Publication.channel,
    Publication.owner,
    Publication.link,
    Publication.status,
    PROOFS.label("proofs"),
)
SORTS = {
    "title": Publication.title,
    "date": DAY,
    "kind": Publication.kind,
    "channel": Publication.channel,
    "region": Publication.region,
    "quantity": Publication.quantity,
    "status": Publication.status,
    "owner": Publication.owner,
}
MOST_WAITING = 200
FROM_WHERE = re.compile(r"utm_|fbclid$|gclid$|yclid$|igsh|si$|feature$|ref|share|mibextid$")
Filters = Mapping[str, Any]
Found = Any  # a row of a list as it was found, with the names of COLUMNS


def terms(sorting: Sorting) -> tuple[ColumnElement[Any], ...]:
    """What the database orders a list by."""
    return sorting.term(SORTS, SORTS["date"]), Publication.id.desc()


def get_publication(
    publication_id: uuid.UUID, permission: str = "publication.view", lock: bool = False
) -> Publication:
    """A publication the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Publication, publication_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def with_link(key: str) -> Publication | None:
    """The item that counts under a link, however it is written; `key` is that of link_key."""
    return db.session.scalar(select(Publication).where(Publication.link_key == key))


def link_key(link: str) -> str:
    """What of a link names the page: no scheme, no "www." or "m.", no mark of where a reader comes from."""
    parts = urlsplit(link.strip())
    asked = sorted(pair for pair in parse_qsl(parts.query) if not FROM_WHERE.match(pair[0]))
    host = re.sub(r"^(?:www|m|mobile)\.", "", parts.netloc.lower())
    return f"{host}{parts.path.rstrip('/')}" + (f"?{urlencode(asked)}" if asked else "")


def filtered(filters: Filters) -> Select[Any]:
    """Publications by filters, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return visible(select(*COLUMNS)).where(*wanted)


def visible(statement: Select[Any]) -> Select[Any]:
    """Only publications of the actor's regions and of the whole project."""
    return statement.where(in_sight(Publication.region, "publication.view"))


def named(words: str) -> ColumnElement[bool]:
    """The condition that the title or the channel has these words."""
    return or_(
        Publication.title.icontains(words, autoescape=True),
        Publication.title_kk.icontains(words, autoescape=True),
        Publication.channel.icontains(words, autoescape=True),
    )


def unproven() -> ColumnElement[bool]:
    """The condition that something has neither a link nor a file."""
    return and_(PROOFS == 0, Publication.link.is_(None))


def waiting(permission: str) -> list[Found]:
    """What was published, lacks what proves it, and is the actor's to enter; the earliest day first."""
    return kept_by(permission, Publication.status == PUBLISHED, unproven())


def due(permission: str, until: date) -> list[Found]:
    """What is the actor's to publish by a day and is not yet; the earliest day first."""
    return kept_by(permission, Publication.status.in_(PLANNED), Publication.planned_on <= until)


def kept_by(permission: str, *wanted: ColumnElement[bool]) -> list[Found]:
    """What is wanted of the actor's own regions, the earliest day first."""
    mine = in_reach(Publication.region, permission)
    found = select(*COLUMNS).where(*wanted, mine).order_by(DAY, Publication.id)
    return list(db.session.execute(found.limit(MOST_WAITING)))


def owners(project_id: str) -> list[str]:
    """Who answers for items of a project, by name."""
    named = Publication.project_id == project_id, Publication.owner.is_not(None)
    found = select(Publication.owner).where(*named).distinct().order_by(Publication.owner).limit(50)
    return [owner for owner in db.session.scalars(visible(found)) if owner]


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project_id": lambda project_id: Publication.project_id == project_id,
    "kind": lambda name: Publication.kind == name,
    "status": lambda state: Publication.status == state,
    "region": lambda region: placed(Publication.region, region),
    "q": named,
    "proof": lambda _missing: unproven(),
}


def publication_rows(filters: Filters, sorting: Sorting, limit: int, offset: int = 0) -> Sequence[Found]:
    """The list a page shows."""
    ordered = filtered(filters).order_by(*terms(sorting))
    page = (
        ordered.with_only_columns(Publication.id).limit(limit).offset(offset)
    )  # what is passed over costs little
    return db.session.execute(ordered.where(Publication.id.in_(page))).all()


def publication_parts(filters: Filters, sorting: Sorting) -> Iterator[Sequence[Found]]:
    """The whole list in parts, for whoever writes it down."""
    return in_parts(db.session, filtered(filters).order_by(*terms(sorting)))


def count_publications(filters: Filters) -> int:
    """How many publications a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def publication_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest entry first, one row more than the limit."""
    statement = filtered(filters).order_by(Publication.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Publication.id < after)
    return projects.with_codes(dict(row) for row in db.session.execute(statement).mappings())
