"""What is true about the months of journals."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from services.events.consultations.models import Consultation, Journal, JournalMonth
from services.events.consultations.queries import (
    ALL,
    CENTRE,
    PEOPLE,
    UNNAMED,
    last_day,
    reached,
    reaches,
)
from services.events.db import Evidence, db
from shared.clock import today
from shared.doors.errors import NotFound
from shared.sorting import Sorting

VIEW, CLOSE, REOPEN = "journal.view", "journal.close", "journal.reopen"
MOST_WAITING = 100
PROOFS = (
    select(func.count()).where(Evidence.proving("journal_month", JournalMonth.id)).correlate(JournalMonth)
).scalar_subquery()
COLUMNS = (
    JournalMonth.id,
    JournalMonth.month,
    JournalMonth.closed_on,
    Journal.centre_id,
    CENTRE.label("centre"),
    ALL.label("consultations"),
    UNNAMED.label("unnamed"),
    PEOPLE.label("people"),
    PROOFS.label("proofs"),
)
SORTS = {
    "month": JournalMonth.month,
    "centre": CENTRE,
    "consultations": ALL,
    "unnamed": UNNAMED,
    "people": PEOPLE,
    "status": JournalMonth.closed_on.is_(None),
}
CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "centre_id": lambda centre: cast(Journal.centre_id, Text) == str(centre),
    "status": lambda state: JournalMonth.closed_on.is_(None) == (state == "open"),
    "proof": lambda _missing: PROOFS == 0,
}
Filters = Mapping[str, Any]
Found = Any  # a row of a list as it was found, with the names of COLUMNS


def get_month(month_id: uuid.UUID, permission: str = VIEW, lock: bool = False) -> JournalMonth:
    """A month of a journal the actor's roles reach; NotFound. `lock` holds it against a concurrent change."""
    found = db.session.get(JournalMonth, month_id, with_for_update=lock or None)
    if found is None or not reaches(permission, found.journal):
        raise NotFound
    return found


def filtered(filters: Filters) -> Select[Any]:
    """Months the actor may see, by filters, those of CONDITIONS."""
    wanted = (condition(filters[name]) for name, condition in CONDITIONS.items() if filters.get(name))
    mine = reached(VIEW, Journal.region, Journal.centre_id)
    return select(*COLUMNS).join(Journal, Journal.id == JournalMonth.journal_id).where(mine, *wanted)


def month_rows(
    filters: Filters, sorting: Sorting, limit: int | None = None, offset: int = 0
) -> Sequence[Found]:
    """The list a page shows, None is no limit."""
    order = sorting.term(SORTS, SORTS["month"]), CENTRE, JournalMonth.month.desc(), JournalMonth.id
    return db.session.execute(filtered(filters).order_by(*order).limit(limit).offset(offset)).all()


def count_months(filters: Filters) -> int:
    """How many months a list has."""
    return db.session.scalar(select(func.count()).select_from(filtered(filters).subquery())) or 0


def month_page(filters: Filters, after: uuid.UUID | None, limit: int) -> list[dict[str, Any]]:
    """The list a tool reads, the newest first, one row more than the limit."""
    statement = filtered(filters).order_by(JournalMonth.id.desc()).limit(limit + 1)
    if after:
        statement = statement.where(JournalMonth.id < after)
    return [dict(row) for row in db.session.execute(statement).mappings()]


def counts_of(month: JournalMonth) -> Found:
    """The row of a month with its counts."""
    joined = select(*COLUMNS).join(Journal, Journal.id == JournalMonth.journal_id)
    return db.session.execute(joined.where(JournalMonth.id == month.id)).one()


def entries_of(month: JournalMonth) -> Sequence[Consultation]:
    """The entries of a month by their numbers."""
    mine = select(Consultation).where(Consultation.month_id == month.id)
    return db.session.scalars(mine.order_by(Consultation.number)).all()


def is_over(month: JournalMonth) -> bool:
    """Whether a month's last day has come, so that it can be closed."""
    return today() >= last_day(month.month)


def months_to_close() -> list[Found]:
    """Open months whose last day has gone by, of journals the actor may close, the oldest first."""
    return waiting(JournalMonth.closed_on.is_(None), JournalMonth.month < today().replace(day=1))


def unsigned_months() -> list[Found]:
    """Closed months without a signed scan, of journals the actor may close, the oldest first."""
    return waiting(JournalMonth.closed_on.is_not(None), PROOFS == 0)


def waiting(*wanted: ColumnElement[bool]) -> list[Found]:
    """Months of journals the actor may close, the oldest first."""
    mine = reached(CLOSE, Journal.region, Journal.centre_id)
    found = select(*COLUMNS).join(Journal, Journal.id == JournalMonth.journal_id).where(mine, *wanted)
    return list(db.session.execute(found.order_by(JournalMonth.month, CENTRE).limit(MOST_WAITING)))
