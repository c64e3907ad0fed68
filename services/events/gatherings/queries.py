"""What is true about gatherings."""
from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from services.events.db import db
from services.events.evidence.models import Evidence
from services.events.gatherings.models import Gathering
from services.events.participants.models import Participant
from shared.access import in_scope, scope
from shared.errors import NotFound

NEEDED = {
    "training": ("programme", "signed_list", "photo", "feedback"), "master_class": ("programme", "signed_list", "screenshot"),
    "thematic_session": ("programme", "signed_list", "protocol", "photo"), "round_table": ("programme", "signed_list", "protocol", "photo"),
    "commission_meeting": ("signed_list", "protocol"), "briefing": ("programme", "presentation", "signed_list", "photo"),
    "public_presentation": ("presentation", "signed_list", "photo"), "other": ("signed_list",),
}
ATTENDED = select(func.count()).where(Participant.gathering_id == Gathering.id, Participant.attended).scalar_subquery()
KINDS = (select(func.coalesce(func.array_agg(func.distinct(Evidence.kind)), [])).where(Evidence.gathering_id == Gathering.id)
         .scalar_subquery())
COLUMNS = (Gathering.id, Gathering.project_id, Gathering.activity, Gathering.type, Gathering.title, Gathering.region, Gathering.settlement,
           Gathering.starts_on, Gathering.ends_on, Gathering.mode, Gathering.status, ATTENDED.label("attended"),
           KINDS.label("evidence_kinds"))


def get_gathering(gathering_id: uuid.UUID, permission: str = "gathering.view", lock: bool = False) -> Gathering:
    """A gathering in the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    gathering = db.session.get(Gathering, gathering_id, with_for_update=lock or None)
    if gathering is None or not in_scope(permission, gathering.region):
        raise NotFound
    return gathering


def visible(statement: Select[Any]) -> Select[Any]:
    """Only gatherings of the actor's regions."""
    regions = scope("gathering.view")
    return statement if regions is None else statement.where(Gathering.region.in_(regions))


def filtered(filters: dict[str, Any]) -> Select[Any]:
    """Rows of a list by its filters: project_id, region, type, activity, status, q, missing."""
    statement = visible(select(*COLUMNS))
    for name in ("project_id", "region", "type", "activity", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Gathering, name) == filters[name])
    if filters.get("q"):
        pattern = f"%{filters['q']}%"
        statement = statement.where(or_(Gathering.title.ilike(pattern), Gathering.settlement.ilike(pattern)))
    if filters.get("missing"):
        has = exists().where(Evidence.gathering_id == Gathering.id, Evidence.kind == filters["missing"])
        statement = statement.where(Gathering.status == "held", ~has)
    return statement


SORTS = {"date": Gathering.starts_on, "title": Gathering.title, "region": Gathering.region, "type": Gathering.type}


def gathering_rows(filters: dict[str, Any], sort: str = "-date", limit: int = 500) -> list[dict[str, Any]]:
    """The list a page shows."""
    column = SORTS.get(sort.lstrip("-"), Gathering.starts_on)
    ordering = (column.desc() if sort.startswith("-") else column.asc(), Gathering.id.desc())
    return [dict(row) for row in db.session.execute(filtered(filters).order_by(*ordering).limit(limit)).mappings()]


def gathering_page(filters: dict[str, Any], after: list[str] | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, newest day first, one row more than the limit."""
    statement = filtered(filters)
    if after:
        day, last = date.fromisoformat(after[0]), uuid.UUID(after[1])
        statement = statement.where(or_(Gathering.starts_on < day, and_(Gathering.starts_on == day, Gathering.id < last)))
    rows = db.session.execute(statement.order_by(Gathering.starts_on.desc(), Gathering.id.desc()).limit(limit + 1))
    return [dict(row) for row in rows.mappings()]


def missing_evidence(gathering: Gathering, kinds: set[str]) -> list[str]:
    """Kinds of evidence this type of gathering still lacks."""
    return [kind for kind in NEEDED[gathering.type] if kind not in kinds]
