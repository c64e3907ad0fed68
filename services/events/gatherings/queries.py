"""What is true about gatherings."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, or_, select, true, tuple_, union
from sqlalchemy.dialects.postgresql import JSONB, array

from services.events.db import Evidence, db
from services.events.gatherings.models import Gathering
from services.events.projects.models import CentreCopy
from services.events.projects.queries import least_each, least_evidence, moved_by, projects
from shared.access import in_scope, scope
from shared.doors.errors import NotFound
from shared.language.gatherings import MODES, TYPES, needed
from shared.language.measures.gatherings import ATTENDANCE_PERSONS
from shared.proofs.declaring import Need
from shared.proofs.queries import lacking_of
from shared.proofs.rules import first_kinds

KINDS = (
    select(func.coalesce(func.array_agg(func.distinct(Evidence.kind)), []))
    .where(Evidence.of("gathering", Gathering.id))
    .scalar_subquery()
)
CENTRE = select(CentreCopy.name).where(CentreCopy.id == cast(Gathering.centre_id, Text)).scalar_subquery()
COLUMNS = (
    Gathering.id,
    Gathering.project_id,
    Gathering.activity_id,
    Gathering.type,
    Gathering.title,
    Gathering.region,
    Gathering.settlement,
    Gathering.starts_on,
    Gathering.ends_on,
    Gathering.starts_at,
    Gathering.ends_at,
    Gathering.zone,
    Gathering.centre_id,
    CENTRE.label("centre"),
    Gathering.mode,
    Gathering.status,
    Gathering.also_needed,
    Gathering.attended,
    KINDS.label("evidence_kinds"),
)


def get_gathering(
    gathering_id: uuid.UUID, permission: str = "gathering.view", lock: bool = False
) -> Gathering:
    """A gathering in the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    gathering = db.session.get(Gathering, gathering_id, with_for_update=lock or None)
    if gathering is None or not in_scope(permission, gathering.region):
        raise NotFound
    return gathering


def visible(statement: Select[Any], permission: str = "gathering.view") -> Select[Any]:
    """Only gatherings of the actor's regions."""
    regions = scope(permission)
    return statement if regions is None else statement.where(Gathering.region.in_(regions))


def filtered(filters: dict[str, Any]) -> Select[Any]:
    """Rows of a list by its filters: project_id, region, type, activity, status, q,
    missing (a kind its type needs and lacks)."""
    statement = visible(select(*COLUMNS))
    for name in ("project_id", "region", "type", "status"):
        if filters.get(name):
            statement = statement.where(getattr(Gathering, name) == filters[name])
    if filters.get("activity"):
        statement = statement.where(Gathering.activity_id.in_(projects.lines_named(filters["activity"])))
    if filters.get("q"):
        statement = statement.where(
            or_(
                Gathering.title.icontains(filters["q"], autoescape=True),
                Gathering.settlement.icontains(filters["q"], autoescape=True),
            )
        )
    if filters.get("missing"):
        statement = statement.where(Gathering.status == "held", lacking_kind(filters["missing"]))
    return statement


def lacking_kind(kind: str) -> ColumnElement[bool]:
    """The condition that a gathering lacks a kind, which its type needs or its region asks for."""
    needing = [(name, mode) for name in TYPES for mode in MODES if kind in needed(name, mode)]
    by_type = tuple_(Gathering.type, Gathering.mode).in_(needing)
    return or_(by_type & lacks(kind), lacks_also(kind))


def lacks_also(kind: str) -> ColumnElement[bool]:
    """The condition that a kind would meet what the region also asks for, and nothing does yet."""
    asked = func.jsonb_array_elements(Gathering.also_needed).table_valued("value", name="asked")
    one = cast(asked.c.value, JSONB)
    unmet = select(true()).select_from(asked).where(one.has_key(kind), ~one.has_any(KINDS))
    return unmet.correlate(Gathering).exists()


def lacks(kind: str) -> ColumnElement[bool]:
    """The condition that a gathering has less of a kind of evidence than it needs;
    the same rule as `needs`."""
    present = (
        select(func.coalesce(func.sum(Evidence.quantity), 0))
        .where(Evidence.of("gathering", Gathering.id), Evidence.kind == kind)
        .scalar_subquery()
    )
    asked = {
        (project.id, activity.id, gathering_type): least_evidence(project, activity.id, gathering_type).get(
            kind
        )
        for project in projects.all()
        for activity in project.activities
        for gathering_type in TYPES
    }
    more = [
        (
            and_(
                Gathering.project_id == uuid.UUID(key),
                Gathering.activity_id == activity_id,
                Gathering.type == gathering_type,
            ),
            least,
        )
        for (key, activity_id, gathering_type), least in asked.items()
        if least
    ]
    return present < (case(*more, else_=1) if more else 1)


SORTS = {
    "date": Gathering.starts_on,
    "title": Gathering.title,
    "region": Gathering.region,
    "type": Gathering.type,
    "status": Gathering.status,
    "attended": Gathering.attended,
}


def gathering_rows(
    filters: dict[str, Any],
    sort: str = "-date",
    limit: int = 500,
    offset: int = 0,
    order: dict[str, list[str]] | None = None,
) -> list[dict[str, Any]]:
    """The list a page shows; `order` gives the codes of a column in the order their names are read."""
    name = sort.lstrip("-")
    column = SORTS.get(name, Gathering.starts_on)
    if order and name in order:
        column = func.array_position(array([cast(code, Text) for code in order[name]]), column)
    ordering = (column.desc() if sort.startswith("-") else column.asc(), Gathering.id.desc())
    statement = filtered(filters).order_by(*ordering).limit(limit).offset(offset)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def count_gatherings(filters: dict[str, Any]) -> int:
    """How many gatherings a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def settlements(project_id: str, regions: set[str] | None) -> list[str]:
    """Settlements of the centres and of earlier gatherings in these regions (None: all),
    to choose from while typing."""
    of_centres = select(CentreCopy.settlement.label("name")).where(
        CentreCopy.project_id == project_id, within(CentreCopy.region, regions)
    )
    of_gatherings = select(Gathering.settlement).where(
        Gathering.project_id == uuid.UUID(project_id), within(Gathering.region, regions)
    )
    known = union(of_centres, of_gatherings)
    return [
        name
        for name in db.session.scalars(select(known.subquery().c.name).order_by("name").limit(500))
        if name
    ]


def within(column: Any, regions: set[str] | None) -> Any:
    """The condition that a region is one of these."""
    return true() if regions is None else column.in_(regions)


def gathering_page(filters: dict[str, Any], after: list[Any] | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, newest day first, one row more than the limit."""
    statement = filtered(filters)
    if after:
        day, last = after
        statement = statement.where(
            or_(Gathering.starts_on < day, and_(Gathering.starts_on == day, Gathering.id < last))
        )
    rows = db.session.execute(
        statement.order_by(Gathering.starts_on.desc(), Gathering.id.desc()).limit(limit + 1)
    )
    return projects.with_codes(dict(row) for row in rows.mappings())


def needs(
    gathering_type: str, mode: str, least: dict[str, int], also: Iterable[Iterable[str]] = ()
) -> tuple[Need, ...]:
    """What proves such a gathering: of some kinds the plan asks more of each,
    and `also` is what its region adds."""
    kinds = needed(gathering_type, mode)
    more = [tuple(group) for group in also if not set(group) & set(kinds)]
    return (*(Need((kind,), least.get(kind, 1)) for kind in kinds), *(Need(group) for group in more))


def needs_of(gathering: Gathering) -> tuple[Need, ...]:
    """What proves a gathering."""
    least = least_evidence(projects.get(gathering.project_id), gathering.activity_id, gathering.type)
    return needs(gathering.type, gathering.mode, least, gathering.also_needed)


def least_present(gathering: Gathering) -> int | None:
    """How many people the plan asks for at each gathering of this kind, or None."""
    moves = moved_by(projects.get(gathering.project_id), gathering.activity_id, gathering.type)
    return least_each(moves, ATTENDANCE_PERSONS)


def missing_evidence(gathering: Gathering) -> list[str]:
    """Kinds of evidence this gathering still lacks, whole or in part."""
    return first_kinds(lacking_of(gathering))


def centre_name(gathering: Gathering) -> str | None:
    """The name of the centre a gathering is held at; None for none."""
    return db.session.scalar(select(CentreCopy.name).where(CentreCopy.id == str(gathering.centre_id)))
