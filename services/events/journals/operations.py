"""Closing the month of a journal, and opening it again."""

from __future__ import annotations

from typing import Any

from services.events.consultations.models import Journal, JournalMonth
from services.events.consultations.queries import last_day
from services.events.consultations.record import publish_journal
from services.events.db import db
from shared.acts.doer import doer
from shared.clock import today
from shared.doors.errors import Conflict
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


def close_month(month: JournalMonth) -> JournalMonth:
    """Close a month that is over; who does it signs it, and nothing in it changes any more."""
    journal = held(month)
    if month.closed_on:
        raise MonthClosedBefore
    ends = last_day(month.month)
    if today() < ends:
        raise MonthNotOver(day=format_short_date(ends))
    month.closed_on, month.signed_by, month.reopened_because = today(), doer(), None
    publish_journal(journal)
    return month


def reopen_month(month: JournalMonth, values: dict[str, Any]) -> JournalMonth:
    """Open a closed month again, for a reason; its scan proves nothing until it is closed anew."""
    journal = held(month)
    if not month.closed_on:
        raise MonthIsOpen
    month.closed_on, month.signed_by, month.reopened_because = None, None, values["reason"]
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
