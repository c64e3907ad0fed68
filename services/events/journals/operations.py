"""Closing the month of a journal, one without entries too, and opening it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.events.consultations.models import Journal, JournalMonth
from services.events.consultations.operations import CentreNotYours, journal_of, open_month
from services.events.consultations.queries import centres_of
from services.events.consultations.record import publish_journal
from services.events.db import db
from services.events.journals.queries import CLOSE, counts_of
from services.events.projects.models import CentreCopy
from services.events.projects.queries import projects
from shared.acts.doer import doer
from shared.clock import last_day, today
from shared.doors.errors import Conflict, Invalid
from shared.i18n import format_short_date


class MonthNotOver(Conflict):
    """This month can be closed from its last day on, %(day)s."""

    code = "month_not_over"


class MonthClosedBefore(Conflict):
    """This month is closed already."""

    code = "month_closed_before"


class MonthIsOpen(Conflict):
    """This month is open: close and sign it first."""

    code = "month_is_open"


class ReasonForEmptyMonth(Invalid):
    """Nothing was written down in this month. If nobody came, say why: then it can be closed."""

    code = "reason_for_empty_month"


class MonthHasEntries(Conflict):
    """This month has entries: close it on its own page."""

    code = "month_has_entries"


class CentreNotOpenThen(Invalid):
    """The centre was not open in this month."""

    code = "centre_not_open_then"


def close_month(month: JournalMonth, values: dict[str, Any]) -> JournalMonth:
    """Close a month that is over; who does it signs it, and nothing in it changes any more. One without
    entries needs a reason."""
    journal = held(month)
    if month.closed_on:
        raise MonthClosedBefore
    check_over(month.month)
    empty = not counts_of(month).consultations
    if empty and not values["reason"]:
        raise ReasonForEmptyMonth(field="reason")
    month.empty_because = values["reason"] if empty else None
    month.closed_on, month.signed_by, month.reopened_because = today(), doer(), None
    publish_journal(journal)
    return month


def close_empty_month(values: dict[str, Any]) -> JournalMonth:
    """Close a month in which nothing was written down, for a reason; its journal may begin with it."""
    centre = centres_of(CLOSE).get(str(values["centre_id"]))
    if centre is None:
        raise CentreNotYours(field="centre_id")
    projects.open(centre.project_id)
    check_worked(centre, values["month"])
    month = open_month(journal_of(centre), values["month"])
    if counts_of(month).consultations:
        raise MonthHasEntries
    return close_month(month, values)


def check_over(month: date) -> None:
    """A month is closed from its last day on; MonthNotOver."""
    ends = last_day(month)
    if today() < ends:
        raise MonthNotOver(field="month", day=format_short_date(ends))


def check_worked(centre: CentreCopy, month: date) -> None:
    """A centre has journals of the months it was open in; CentreNotOpenThen."""
    first, last = centre.opened_on, centre.ended_on
    if first is None or last_day(month) < first or (last and month > last):
        raise CentreNotOpenThen(field="month")


def reopen_month(month: JournalMonth, values: dict[str, Any]) -> JournalMonth:
    """Open a closed month again, for a reason; its scan proves nothing until it is closed anew."""
    journal = held(month)
    if not month.closed_on:
        raise MonthIsOpen
    month.closed_on, month.signed_by, month.empty_because = None, None, None
    month.reopened_because = values["reason"]
    publish_journal(journal)
    return month


def held(month: JournalMonth) -> Journal:
    """The journal of a month, held against whoever writes into it meanwhile."""
    journal = db.session.get_one(Journal, month.journal_id, with_for_update=True)
    db.session.refresh(month)
    return journal


def refuse_open(month: JournalMonth) -> None:
    """A scan proves a month that is closed and signed; MonthIsOpen."""
    if not month.closed_on:
        raise MonthIsOpen
