"""What is true about the months of journals."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select

from services.events.consultations.models import Consultation, Journal, JournalMonth
from services.events.consultations.queries import (
    ALL,
    CENTRE,
    CENTRE_KK,
    PEOPLE,
    UNNAMED,
    centres_of,
    reached,
    reaches,
)
from services.events.db import Evidence, db
from services.events.projects.models import CentreCopy
from services.events.projects.queries import projects
from shared.clock import last_day, today
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
    JournalMonth.empty_because,
    Journal.centre_id,
    CENTRE.label("centre"),
    CENTRE_KK.label("centre_kk"),
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


@dataclass(frozen=True)
class Missing:
    """A month of an open centre of which its journal says nothing."""

    centre: CentreCopy
    month: date

    @property
    def address(self) -> str:
        """Where it is closed with a reason."""
        return f"/events/journals/empty?centre_id={self.centre.id}&month={self.month:%Y-%m}"


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
    """Closed months with entries and without a signed scan, of journals the actor may close, the oldest
    first."""
    return waiting(JournalMonth.closed_on.is_not(None), JournalMonth.empty_because.is_(None), PROOFS == 0)


def missing_months() -> list[Missing]:
    """Months that are over, in which an open centre the actor keeps the journal of wrote nothing down and
    that nobody closed, the oldest first."""
    known = select(Journal.centre_id, JournalMonth.month).join(JournalMonth)
    there = {(str(row.centre_id), row.month) for row in db.session.execute(known)}
    found = [Missing(centre, month) for centre in centres_of(CLOSE).values() for month in months_of(centre)]
    lacking = [gap for gap in found if (gap.centre.id, gap.month) not in there]
    return sorted(lacking, key=lambda gap: (gap.month, gap.centre.name))[:MOST_WAITING]


def months_of(centre: CentreCopy) -> Iterator[date]:
    """The months that are over in which a centre was open, within its project."""
    project = projects.get(centre.project_id) if centre.project_id in projects.known() else None
    if not centre.opened_on or not project or project.closed_on:
        return
    ends = min(filter(None, (centre.ended_on, project.period_to, today())))
    month = centre.opened_on.replace(day=1)
    while month <= ends and last_day(month) < today():
        yield month
        month = last_day(month) + timedelta(days=1)


def waiting(*wanted: ColumnElement[bool]) -> list[Found]:
    """Months of journals the actor may close, the oldest first."""
    mine = reached(CLOSE, Journal.region, Journal.centre_id)
    found = select(*COLUMNS).join(Journal, Journal.id == JournalMonth.journal_id).where(mine, *wanted)
    return list(db.session.execute(found.order_by(JournalMonth.month, CENTRE).limit(MOST_WAITING)))
