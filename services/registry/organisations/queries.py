"""What is true about organisations."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from services.registry.db import db
from services.registry.organisations.models import Organisation
from services.registry.plans.queries import approved_plan, approved_projects
from services.registry.plans.record import partners
from shared.access import in_scope, scope
from shared.doors.errors import NotFound
from shared.language.records.project import Partner
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
COLUMNS: tuple[Any, ...] = (
    Organisation.id,
    Organisation.kind,
    Organisation.name_ru,
    Organisation.name_kk,
    Organisation.bin,
    Organisation.region,
    Organisation.signatory,
)
SORTS = {"name": Organisation.name_ru, "kind": Organisation.kind, "region": Organisation.region}


def key_of(name: str, region: str | None) -> str:
    """A name and a region as they are compared: quotes, signs and capitals mean nothing."""
    words = re.findall(r"[^\W_]+", name.casefold())
    return f"{region or ''}:{' '.join(words)}"


def reachable(permission: str, region: str | None) -> bool:
    """Whether the actor may do this there; who works in all regions everybody sees, the team changes."""
    if region is None and scope(permission) is not None:
        return permission.endswith(".view")
    return in_scope(permission, region)


def get_organisation(
    organisation_id: uuid.UUID, permission: str = "organisation.view", lock: bool = False
) -> Organisation:
    """An organisation the actor may see; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(Organisation, organisation_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def visible() -> ColumnElement[bool]:
    """Organisations of the actor's regions, and those of no region."""
    mine = scope("organisation.view")
    return true() if mine is None else or_(Organisation.region.is_(None), Organisation.region.in_(mine))


def filtered(filters: Mapping[str, Any]) -> Select[Any]:
    """Organisations by the filters of a list: q (a name or the BIN), kind, region."""
    statement = select(*COLUMNS).where(visible())
    for name in ("kind", "region"):
        if filters.get(name):
            statement = statement.where(getattr(Organisation, name) == filters[name])
    if q := filters.get("q"):
        named = (Organisation.name_ru, Organisation.name_kk, Organisation.bin)
        statement = statement.where(or_(*(column.icontains(q, autoescape=True) for column in named)))
    return statement


def organisation_rows(
    filters: Mapping[str, Any], sorting: Sorting, limit: int | None, offset: int = 0
) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    ordered = filtered(filters).order_by(sorting.term(SORTS, Organisation.name_ru), Organisation.id)
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_organisations(filters: Mapping[str, Any]) -> int:
    """How many organisations a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def organisation_page(
    filters: Mapping[str, Any], after: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(Organisation.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(Organisation.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def proposed() -> list[Partner]:
    """Partners of the plans in force that are no organisation yet, each once."""
    found = {key_of(item.name, item.region): item for item in plan_partners() if item.name.strip()}
    known = set(db.session.scalars(select(Organisation.key)))
    known |= set(db.session.scalars(select(Organisation.partner_key)))
    return [item for key, item in found.items() if key not in known]


def plan_partners() -> list[Partner]:
    """Every partner the plans in force name, of projects that are not closed."""
    plans = [approved_plan(uuid.UUID(row.id)) for row in approved_projects() if not row.closed_on]
    return [item for plan in plans if plan for item in partners(plan.passport)]
