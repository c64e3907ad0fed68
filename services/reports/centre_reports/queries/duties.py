"""What a centre still owes when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from services.reports.centre_reports.queries.content import journal_state, month_in
from services.reports.centre_reports.queries.reports import reports_of
from services.reports.centre_reports.rules.months import months_asked
from services.reports.copies.models import GatheringCopy
from services.reports.copies.queries import kept, projects
from services.reports.db import db
from shared.clock import last_day
from shared.language.centre_reports import COUNTED
from shared.language.gatherings import PLANNED
from shared.language.records.centre import Centre
from shared.language.records.consultation_journal import ConsultationJournal


@dataclass(frozen=True)
class Duty:
    """Something a centre owes: its kind, how much of it, about what, and the page where it is done."""

    kind: str
    count: int
    page: str
    about: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON carries it."""
        return asdict(self)


def duties(project_id: str, centre_id: str, on: date) -> Iterator[Duty]:
    """What a centre owes on a day: months of its journal that are open, gatherings that are planned there,
    months whose report is not handed in."""
    centre = next((one for one in kept(Centre, project_id) if one.id == centre_id), None)
    if centre is None or centre.opened_on is None:
        return
    if months := open_months(project_id, centre_id, centre.opened_on, on):
        yield Duty("journal_open", len(months), f"/events/journals?centre_id={centre_id}")
    if planned := planned_at(centre_id):
        yield Duty("gathering_planned", planned, f"/events/gatherings?project={project_id}")
    if missing := unreported(project_id, centre.opened_on, on):
        yield Duty("report_missing", missing, f"/reports/centre-reports?project={project_id}")


def open_months(project_id: str, centre_id: str, opened: date, on: date) -> list[date]:
    """Months of a centre's journal up to a day that are not closed."""
    journals = kept(ConsultationJournal, project_id)
    mine = next((journal for journal in journals if journal.centre_id == centre_id), None)
    unclosed = ("none", "open")
    return [month for month in between(opened, on) if journal_state(month_in(mine, month)) in unclosed]


def between(first: date, last: date) -> Iterator[date]:
    """The first day of each month from a day to a day."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = date.fromordinal(last_day(month).toordinal() + 1)


def planned_at(centre_id: str) -> int:
    """How many gatherings are planned at a centre."""
    mine = GatheringCopy.centre_id == centre_id, GatheringCopy.status == PLANNED
    return len(db.session.scalars(select(GatheringCopy.key).where(*mine)).all())


def unreported(project_id: str, opened: date, on: date) -> int:
    """How many months the centre was open in are not handed in, up to a day."""
    done = {report.month for report in reports_of(project_id) if report.state in COUNTED}
    asked = months_asked(projects.get(project_id))
    return len([month for month in asked if last_day(month) >= opened and month <= on and month not in done])
