"""What of problems waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.problems.queries import RECORD, Found, silent_sessions
from shared.access import actor
from shared.i18n import format_short_date
from shared.language.gatherings import THEMATIC_SESSION
from shared.language.roles import PARTNER_REP
from shared.spoken import place_words, title_of
from shared.web.week import Card, Thing, card_of

PAGE = "/events/gatherings"


def week() -> Iterator[Card]:
    """Sessions that were held and named no problem."""
    if actor().can(RECORD):
        yield from silent()


def silent() -> list[Card]:
    """Held sessions without problems."""
    found = silent_sessions()
    return card_of(
        found,
        thing,
        f"{PAGE}?type={THEMATIC_SESSION}&status=held",
        title=ngettext(
            "%(num)s session was held and names no problem",
            "%(num)s sessions were held and name no problem",
            len(found),
        ),
        why=_("Problems of the session become directions of the contest and stand in the village's plan."),
        action=_("Write the problems down"),
        day=attrgetter("starts_on"),
        owner=PARTNER_REP,
        icon="chat",
    )


def thing(row: Found) -> Thing:
    """One session with its day."""
    where = f"{title_of(row)}, {place_words(row.settlement)}" if row.settlement else title_of(row)
    return Thing(text=where, href=f"{PAGE}/{row.id}/problems", missing=format_short_date(row.starts_on))
