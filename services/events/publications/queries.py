"""What is true about publications."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, Text, cast, func, or_, select
from sqlalchemy.dialects.postgresql import array

from services.events.db import Evidence, db
from services.events.projects.queries import projects
from services.events.publications.models import Publication
from shared.access import in_scope, scope
from shared.doors.errors import NotFound

PROOFS = select(func.count()).where(Evidence.of("publication", Publication.id)).scalar_subquery()
COLUMNS = (
    Publication.id,
    Publication.project_id,
    Publication.activity_id,
    Publication.kind,
    Publication.title,
    Publication.region,
    Publication.issued_on,
    Publication.quantity,
    Publication.medium,
    Publication.channel,
    Publication.link,
    Publication.status,
    PROOFS.label("proofs"),
)
SORTS = {
    "title": Publication.title,
    "date": Publication.issued_on,
    "kind": Publication.kind,
    "channel": Publication.channel,
    "region": Publication.region,
    "quantity": Publication.quantity,
    "status": Publication.status,
}
WHOLE = "whole"


def get_publication(
    publication_id: uuid.UUID, permission: str = "publication.view", lock: bool = False
) -> Publication:
    """A publication the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Publication, publication_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def reachable(permission: str, region: str | None) -> bool:
    """Whether the actor may do this there; what concerns the whole project everybody sees,
    only the project's team changes."""
    return (
        permission.endswith(".view")
        if region is None and scope(permission) is not None
        else in_scope(permission, region)
    )


def filtered(filters: dict[str, Any]) -> Select[Any]:
    """Publications by filters project_id, kind, region (WHOLE: without one), status, q,
    proof ("missing": no file and no link)."""
    statement = select(*COLUMNS)
    for name in ("project_id", "kind", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Publication, name) == filters[name])
    if filters.get("region"):
        statement = statement.where(
            Publication.region == filters["region"]
            if filters["region"] != WHOLE
            else Publication.region.is_(None)
        )
    if filters.get("q"):
        statement = statement.where(
            or_(
                Publication.title.icontains(filters["q"], autoescape=True),
                Publication.channel.icontains(filters["q"], autoescape=True),
            )
        )
    if filters.get("proof"):
        statement = statement.where(PROOFS == 0, Publication.link.is_(None))
    regions = scope("publication.view")
    return (
        statement
        if regions is None
        else statement.where(or_(Publication.region.is_(None), Publication.region.in_(regions)))
    )


def publication_rows(
    filters: dict[str, Any], sort: str, limit: int, offset: int = 0, order: dict[str, list[str]] | None = None
) -> list[dict[str, Any]]:
    """The list a page shows; `order` gives the codes of a column in the order their names are read."""
    name = sort.lstrip("-")
    column = SORTS.get(name, Publication.issued_on)
    if order and order.get(name):
        column = func.array_position(array([cast(code, Text) for code in order[name]]), column)
    ordering = (column.desc() if sort.startswith("-") else column.asc(), Publication.id.desc())
    rows = db.session.execute(filtered(filters).order_by(*ordering).limit(limit).offset(offset))
    return [dict(row) for row in rows.mappings()]


def count_publications(filters: dict[str, Any]) -> int:
    """How many publications a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def publication_page(filters: dict[str, Any], after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest entry first, one row more than the limit."""
    statement = filtered(filters).order_by(Publication.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Publication.id < after)
    return projects.with_codes(dict(row) for row in db.session.execute(statement).mappings())
