"""What of journals waits for whoever keeps one."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.journals.queries import CLOSE, Found, missing_months, months_to_close, unsigned_months
from services.events.projects.wording import centre_of
from shared.access import actor
from shared.clock import last_day
from shared.i18n import format_month
from shared.language.roles import CENTER_OPERATOR
from shared.spoken import name_of
from shared.web.week import Card, Thing, card_of

PAGE = "/events/journals"


def week() -> Iterator[Card]:
    """Months that are over and stand open, months that are closed and not signed."""
    if actor().can(CLOSE):
        yield from open_months()
        yield from without_entries()
        yield from unsigned()


def open_months() -> list[Card]:
    """Months that are over and were not closed."""
    found = months_to_close()
    return card_of(
        found,
        thing,
        f"{PAGE}?status=open",
        title=ngettext(
            "%(num)s month of a journal is over and not closed",
            "%(num)s months of journals are over and not closed",
            len(found),
        ),
        why=_("Entries of a closed month can no longer change: it can be printed and signed."),
        action=_("Close the month"),
        day=lambda row: last_day(row.month),
        owner=CENTER_OPERATOR,
        icon="book",
    )


def without_entries() -> list[Card]:
    """Months that are over, of which the journal of an open centre says nothing."""
    found = missing_months()
    return card_of(
        found,
        lambda gap: Thing(text=name_of(gap.centre), href=gap.address, missing=format_month(gap.month)),
        PAGE,
        title=ngettext(
            "%(num)s month has no entry in its journal",
            "%(num)s months have no entry in their journals",
            len(found),
        ),
        why=_("Write the consultations down, or close the month and say why nobody came."),
        action=_("Close the month"),
        day=lambda gap: last_day(gap.month),
        owner=CENTER_OPERATOR,
        icon="book",
    )


def unsigned() -> list[Card]:
    """Months that were closed and have no scan yet."""
    found = unsigned_months()
    return card_of(
        found,
        thing,
        f"{PAGE}?proof=missing",
        title=ngettext(
            "%(num)s closed month of a journal has no signed scan",
            "%(num)s closed months of journals have no signed scan",
            len(found),
        ),
        why=_("Print the journal, sign it and attach the scan."),
        action=_("Attach a file"),
        day=attrgetter("closed_on"),
        owner=CENTER_OPERATOR,
        icon="evidence",
    )


def thing(row: Found) -> Thing:
    """One month of one centre."""
    return Thing(text=centre_of(row) or "", href=f"{PAGE}/{row.id}", missing=format_month(row.month))
