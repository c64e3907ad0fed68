"""What is true about scans: which wait, where each belongs or went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select, tuple_

from services.events.db import Evidence, db
from services.events.scans.models import Scan
from shared.access import in_scope
from shared.clock import ZONE
from shared.doors.errors import NotFound
from shared.reach import in_reach, placed
from shared.sorting import Sorting
from shared.tables import in_parts

VIEW, RECORD = "scan.view", "scan.record"
WAITING, FILED, ASIDE = "waiting", "filed", "aside"
MOST_TOGETHER = 60
Filters = Mapping[str, Any]
Found = Any  # a row of a list with the names of COLUMNS
IS_FILED = select(Evidence.id).where(Evidence.id == Scan.evidence_id).exists()
IS_ASIDE = Scan.aside_because.is_not(None)
STATE = case((IS_ASIDE, ASIDE), (IS_FILED, FILED), else_=WAITING)
DAY = func.date(func.timezone(ZONE.key, Scan.created_at))
COLUMNS = (
    Scan.id,
    Scan.name,
    Scan.mime,
    Scan.size,
    Scan.sha256,
    Scan.unopened,
    Scan.region,
    Scan.dated_on,
    Scan.created_at,
    Scan.entered_by,
    Scan.filed_kind,
    Scan.filed_id,
    Scan.filed_by,
    Scan.aside_because,
    STATE.label("state"),
    DAY.label("day"),
)
SORTS = {"name": Scan.name, "came": Scan.created_at, "region": Scan.region, "status": STATE}
CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "state": lambda state: state == STATE,
    "region": lambda region: placed(Scan.region, region),
    "q": lambda words: Scan.name.icontains(words, autoescape=True),
    "kind": lambda kind: and_(Scan.filed_kind == kind, IS_FILED),
}


def get_scan(scan_id: UUID, permission: str = VIEW, lock: bool = False) -> Scan:
    """A scan of the actor's regions; NotFound. `lock` holds it against a concurrent change."""
    scan = db.session.get(Scan, scan_id, with_for_update=lock or None, populate_existing=lock)
    if scan is None or not in_scope(permission, scan.region):
        raise NotFound
    return scan


def get_scans(ids: Sequence[UUID], lock: bool = False) -> list[Scan]:
    """Several scans to be filed together, in the order they came; held in one order against others."""
    return sorted((get_scan(each, RECORD, lock) for each in sorted(ids)), key=lambda scan: scan.created_at)


def state_of(scan: Scan) -> str:
    """How a scan stands now."""
    return str(db.session.scalar(select(STATE).where(Scan.id == scan.id)))


def visible(permission: str = VIEW) -> ColumnElement[bool]:
    """Scans of the actor's regions; those of the whole project are of whoever works in all of them."""
    return in_reach(Scan.region, permission)


def filtered(filters: Filters) -> Select[Any]:
    """Rows of a list by its filters, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    return select(*COLUMNS).where(visible(), *wanted)


def listed(filters: Filters, sorting: Sorting) -> Select[Any]:
    """The list in its order."""
    return filtered(filters).order_by(sorting.term(SORTS, SORTS["came"]), Scan.id.desc())


def scan_rows(filters: Filters, sorting: Sorting, limit: int, offset: int = 0) -> Sequence[Found]:
    """The list a page shows."""
    return db.session.execute(listed(filters, sorting).limit(limit).offset(offset)).all()


def scan_parts(filters: Filters, sorting: Sorting) -> Iterator[Sequence[Found]]:
    """The whole list in parts."""
    return in_parts(db.session, listed(filters, sorting))


def count_scans(filters: Filters) -> int:
    """How many scans a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def counts() -> dict[str, int]:
    """How many of the actor's scans stand in each state."""
    rows = select(STATE.label("state")).where(visible()).subquery()
    found = db.session.execute(select(rows.c.state, func.count()).group_by(rows.c.state))
    return {state: int(count) for state, count in found}


def scan_page(filters: Filters, after: list[Any] | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(Scan.id.desc())
    if after:
        statement = statement.where(tuple_(Scan.id) < tuple_(*after))
    return [dict(row) for row in db.session.execute(statement.limit(limit + 1)).mappings()]


def scan_row(scan_id: UUID) -> dict[str, Any]:
    """What a tool reads of one."""
    return dict(db.session.execute(filtered({}).where(Scan.id == scan_id)).mappings().one())


def waiting_ones(permission: str, limit: int) -> Sequence[Found]:
    """The scans that wait where the actor may file them, the longest first."""
    rows = select(*COLUMNS).where(visible(permission), STATE == WAITING)
    return db.session.execute(rows.order_by(Scan.created_at, Scan.id).limit(limit)).all()


def neighbours(scan: Scan) -> Sequence[Found]:
    """Other scans that wait and came within an hour of this one: pages of one paper often do."""
    near = func.abs(func.extract("epoch", Scan.created_at - scan.created_at)) < 3600
    rows = select(*COLUMNS).where(visible(RECORD), STATE == WAITING, Scan.id != scan.id, near)
    return db.session.execute(rows.order_by(Scan.created_at, Scan.id).limit(MOST_TOGETHER)).all()


def waits_already(sha256: str, region: str | None) -> bool:
    """Whether these very bytes wait here."""
    same = Scan.sha256 == sha256, Scan.region.is_not_distinct_from(region)
    return db.session.scalar(select(Scan.id).where(*same, STATE == WAITING).limit(1)) is not None
