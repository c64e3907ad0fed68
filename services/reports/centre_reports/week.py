"""What of the monthly reports waits for the people of the centres, the coordinator and the lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.centre_reports.listing import address
from services.reports.centre_reports.queries.reports import (
    ACCEPT,
    ASSEMBLE,
    NOT_BEGUN,
    WRITE,
    MonthRow,
    awaiting,
    month_rows,
    whole,
    writable_rows,
)
from services.reports.figures.queries.figures import under_way
from shared.access import actor
from shared.clock import last_day, today
from shared.i18n import format_month
from shared.language.centre_reports import ACCEPTED, HANDED_IN, IN_WORK, RETURNED
from shared.language.records.centre import Centre
from shared.language.records.project import Project
from shared.language.roles import CENTER_OPERATOR, COORDINATOR, PROJECT_LEAD
from shared.spoken import name_of, spoken
from shared.web.week import Card, Thing, card_of

PAGE, MOST_PROJECTS, BEFORE_ITS_END = "/reports/centre-reports", 3, timedelta(days=5)


def week() -> Iterator[Card]:
    """The cards of every project that is under way."""
    for project in under_way("centre_report.view")[:MOST_PROJECTS]:
        yield from of_project(spoken(project))


def of_project(project: Project) -> Iterator[Card]:
    """What of one project waits for the present actor."""
    if actor().can(WRITE) and not whole(ASSEMBLE):
        yield from to_write(project)
    if whole(ASSEMBLE):
        rows = month_rows(project)
        yield from to_hand_in(project, rows)
        yield from to_sign(project, rows)
        if whole(ACCEPT):
            yield from to_accept(project, rows)


def to_write(project: Project) -> list[Card]:
    """Months that end or have ended, about which the actor's centres have not written."""
    found = [pair for pair in writable_rows(project) if nearly_over(pair[0])]
    found.sort(key=lambda pair: pair[0].month)
    return card_of(
        found,
        lambda pair: writing_of(project, *pair),
        f"{PAGE}?project={project.id}",
        title=ngettext(
            "%(num)s monthly report waits for your sentences",
            "%(num)s monthly reports wait for your sentences",
            len(found),
        ),
        why=_("The figures are filled in already: a few sentences about the month are enough."),
        action=_("Write the sentences"),
        day=lambda pair: pair[0].due,
        late=any(pair[0].late for pair in found),
        owner=CENTER_OPERATOR,
        icon="edit",
    )


def writing_of(project: Project, row: MonthRow, mine: Sequence[Centre]) -> Thing:
    """One month with the centre that has not written."""
    page = address(project, row)
    if row.report:
        page = f"{page}/sections/{mine[0].id}"
    return Thing(text=name_of(mine[0]), href=page, missing=format_month(row.month))


def to_hand_in(project: Project, rows: Sequence[MonthRow]) -> list[Card]:
    """Months that are over and not handed in."""
    waiting = awaiting(rows, (NOT_BEGUN, IN_WORK, RETURNED))
    found = [row for row in waiting if today() >= last_day(row.month)]
    return card_of(
        found,
        lambda row: thing(project, row, wanting(row)),
        f"{PAGE}?project={project.id}",
        title=ngettext(
            "%(num)s monthly report of the centres is to be handed in",
            "%(num)s monthly reports of the centres are to be handed in",
            len(found),
        ),
        why=_("It counts in the month it tells about once it is handed in."),
        action=_("Put it together"),
        day=attrgetter("due"),
        late=any(row.late for row in found),
        owner=COORDINATOR,
        icon="report",
    )


def to_sign(project: Project, rows: Sequence[MonthRow]) -> list[Card]:
    """Reports that were handed in and have no signed scan."""
    found = [row for row in awaiting(rows, (HANDED_IN, ACCEPTED)) if not row.signed]
    return card_of(
        found,
        lambda row: thing(project, row, _("no signed scan"), "#evidence"),
        f"{PAGE}?project={project.id}",
        title=ngettext(
            "%(num)s monthly report has no signed scan",
            "%(num)s monthly reports have no signed scan",
            len(found),
        ),
        why=_("Print the report, have it signed and attach the scan: it proves the report."),
        action=_("Attach a file"),
        day=attrgetter("handed_in"),
        owner=COORDINATOR,
        icon="evidence",
    )


def to_accept(project: Project, rows: Sequence[MonthRow]) -> list[Card]:
    """Reports that were handed in and are signed, and that nobody accepted."""
    found = [row for row in awaiting(rows, (HANDED_IN,)) if row.signed]
    return card_of(
        found,
        lambda row: thing(project, row, ""),
        f"{PAGE}?project={project.id}",
        title=ngettext(
            "%(num)s monthly report waits to be accepted",
            "%(num)s monthly reports wait to be accepted",
            len(found),
        ),
        why=_("Accept it, or return it with a reason."),
        action=_("Read"),
        day=attrgetter("handed_in"),
        owner=PROJECT_LEAD,
        icon="check",
    )


def nearly_over(row: MonthRow) -> bool:
    """Whether the last days of a month have come."""
    return today() >= last_day(row.month) - BEFORE_ITS_END


def wanting(row: MonthRow) -> str:
    """What a month still lacks."""
    if row.report and row.report.returned_because:
        return _("returned: %(why)s", why=row.report.returned_because)
    if not row.centres:
        return _("no centre was open yet")
    return _("%(written)s of %(centres)s centres wrote", written=row.written, centres=row.centres)


def thing(project: Project, row: MonthRow, missing: str, place: str = "") -> Thing:
    """One month."""
    return Thing(text=format_month(row.month), href=f"{address(project, row)}{place}", missing=missing)
