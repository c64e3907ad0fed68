"""What is true about publications."""
from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, or_, select

from services.events.db import db
from services.events.evidence.models import Evidence
from services.events.publications.models import Publication
from shared.access import in_scope, scope
from shared.errors import NotFound

PROOFS = select(func.count()).where(Evidence.publication_id == Publication.id).scalar_subquery()
COLUMNS = (Publication.id, Publication.project_id, Publication.activity, Publication.kind, Publication.title, Publication.region,
           Publication.issued_on, Publication.quantity, Publication.channel, Publication.link, Publication.status, PROOFS.label("proofs"))


def get_publication(publication_id: uuid.UUID, permission: str = "publication.view") -> Publication:
    """A publication the actor may see; NotFound."""
    found = db.session.get(Publication, publication_id)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def reachable(permission: str, region: str | None) -> bool:
    """Whether the actor may do this there; what concerns the whole project everybody sees, only the project's team changes."""
    return permission.endswith(".view") if region is None and scope(permission) is not None else in_scope(permission, region)


def publication_rows(filters: dict[str, Any], after: str | None = None, limit: int = 500) -> list[dict[str, Any]]:
    """Publications, the newest entry first, by filters project_id, kind, region, q."""
    statement = select(*COLUMNS).order_by(Publication.id.desc()).limit(limit + 1)
    for name in ("project_id", "kind", "region"):
        if filters.get(name):
            statement = statement.where(getattr(Publication, name) == filters[name])
    if filters.get("q"):
        statement = statement.where(Publication.title.icontains(filters["q"], autoescape=True))
    regions = scope("publication.view")
    if regions is not None:
        statement = statement.where(or_(Publication.region.is_(None), Publication.region.in_(regions)))
    if after:
        statement = statement.where(Publication.id < uuid.UUID(after))
    return [dict(row) for row in db.session.execute(statement).mappings()]
