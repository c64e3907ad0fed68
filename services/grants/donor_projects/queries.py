"""What is true about projects funded by donors."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, or_, select

from services.grants.contests.queries.reach import regions_in
from services.grants.db import Evidence, db
from services.grants.donor_projects.models import DonorProject
from shared.doors.errors import NotFound
from shared.language.measures.contest import DONOR_FUNDED
from shared.reach import among
from shared.sameness import as_said, is_of
from shared.sorting import Sorting

Found = Any  # a row of a list as it was found, with the names of COLUMNS
Filters = Mapping[str, Any]
VIEW, RECORD = "donor_project.view", "donor_project.record"
WAITING, UNPROVEN, PROVEN, WITHDRAWN = "waiting", "unproven", "proven", "withdrawn"
MOST_WAITING = 200
LETTERS = (
    select(Evidence.id)
    .where(
        Evidence.proving("donor_project", DonorProject.id),
        Evidence.kind.in_(DONOR_FUNDED.needed()),
    )
    .correlate(DonorProject)
    .exists()
)
STATE = case(
    (DonorProject.withdrawn_because.is_not(None), WITHDRAWN),
    (DonorProject.decided_on.is_(None), WAITING),
    (LETTERS, PROVEN),
    else_=UNPROVEN,
)
COLUMNS = (
    DonorProject.id,
    DonorProject.project_id,
    DonorProject.activity_id,
    DonorProject.region,
    DonorProject.settlement,
    DonorProject.title,
    DonorProject.title_kk,
    DonorProject.donor,
    DonorProject.origin,
    DonorProject.amount,
    DonorProject.decided_on,
    STATE.label("state"),
)
SORTS = {
    "title": DonorProject.title,
    "donor": DonorProject.donor,
    "region": DonorProject.region,
    "amount": DonorProject.amount,
    "decided_on": DonorProject.decided_on,
    "state": STATE,
}


def within(permission: str) -> ColumnElement[bool]:
    """The condition that a project is of a region where the actor holds the permission."""
    return among(DonorProject.region, regions_in(permission))


def reachable(permission: str, region: str) -> bool:
    """Whether the actor holds the permission in a region."""
    mine = regions_in(permission)
    return mine is None or region in mine


def get_donor_project(
    donor_project_id: uuid.UUID, permission: str = VIEW, lock: bool = False
) -> DonorProject:
    """A project of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(DonorProject, donor_project_id, with_for_update=lock or None)
    if found is None or not reachable(permission, found.region):
        raise NotFound
    return found


def worded(words: str) -> ColumnElement[bool]:
    """The condition that the title, the donor or the village has these words."""
    named = (DonorProject.title, DonorProject.title_kk, DonorProject.donor)
    return or_(
        is_of(DonorProject.settlement, words), *(one.icontains(words, autoescape=True) for one in named)
    )


CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "project": lambda key: cast(DonorProject.project_id, Text) == str(key),
    "region": lambda region: DonorProject.region == region,
    "state": lambda state: state == STATE,
    "q": worded,
}


def filtered(filters: Filters) -> Select[Any]:
    """Projects the actor may see by the filters of a list, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(within(VIEW), *wanted)


def donor_project_rows(
    filters: Filters, sorting: Sorting, limit: int | None, offset: int = 0
) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    term = sorting.term(SORTS, DonorProject.decided_on).nulls_first()
    ordered = filtered(filters).order_by(term, DonorProject.id.desc())
    return db.session.execute(ordered.limit(limit).offset(offset)).all()


def count_donor_projects(filters: Filters) -> int:
    """How many projects a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def donor_project_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(DonorProject.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(DonorProject.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def state_of(item: DonorProject) -> str:
    """The state of one project."""
    return db.session.scalars(select(STATE).where(DonorProject.id == item.id)).one()


def same_as(item: DonorProject, title: str, donor: str) -> DonorProject | None:
    """Another entry of the same project and donor that stands, however it was typed."""
    found = select(DonorProject).where(
        DonorProject.project_id == item.project_id,
        DonorProject.withdrawn_because.is_(None),
        as_said(DonorProject.title) == as_said(title),
        as_said(DonorProject.donor) == as_said(donor),
    )
    return next((other for other in db.session.scalars(found) if other is not item), None)


def lacking(state: str) -> list[Found]:
    """Projects in a state the actor is to change, the earliest first."""
    mine = select(*COLUMNS).where(within(RECORD), STATE == state)
    ordered = mine.order_by(DonorProject.decided_on, DonorProject.id).limit(MOST_WAITING)
    return list(db.session.execute(ordered))
