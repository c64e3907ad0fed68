"""Scans that wait for whoever files them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.scans.queries.scans import RECORD, Found, waiting_ones
from services.events.scans.wording import why
from shared.access import actor
from shared.language.roles import ASSISTANT, CENTER_OPERATOR, COORDINATOR, PARTNER_REP
from shared.web.week import Card, Thing, card_of

FILERS = {ASSISTANT, COORDINATOR, PARTNER_REP, CENTER_OPERATOR}
PAGE, MOST = "/events/scans", 200


def week() -> Iterator[Card]:
    """What nobody filed yet, and since when."""
    if actor().can(RECORD) and actor().roles & FILERS:
        yield from unfiled()


def unfiled() -> list[Card]:
    """The card of the scans that wait."""
    found = waiting_ones(RECORD, MOST)
    return card_of(
        found,
        lambda row: Thing(text=row.name, href=f"{PAGE}/{row.id}", missing=why(row.unopened)),
        f"{PAGE}?state=waiting&sort=came",
        title=ngettext("%(num)s scan waits to be filed", "%(num)s scans wait to be filed", len(found)),
        why=_("Until it is filed under its record, it proves nothing."),
        action=_("File it"),
        day=day_of,
        owner=ASSISTANT,
        icon="inbox",
    )


def day_of(row: Found) -> date:
    """The day a scan came."""
    came: date = row.day
    return came
