"""What of publications waits for whoever plans and enters them."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.publications.queries import Found, due, waiting
from shared.access import actor
from shared.clock import today
from shared.i18n import format_short_date
from shared.language.roles import PR_OFFICER
from shared.spoken import title_of
from shared.web.week import Card, Thing, card_of

RECORD, PAGE, BOARD = "publication.record", "/events/publications", "/events/media-plan"
AHEAD = timedelta(days=14)


def week() -> list[Card]:
    """What is to be published in the next days, and what was published without proof."""
    return [*coming(), *bare()] if actor().can(RECORD) else []


def coming() -> list[Card]:
    """What is to be published within AHEAD days, or was to be before today."""
    found = due(RECORD, today() + AHEAD)
    return card_of(
        found,
        thing,
        BOARD,
        title=ngettext("%(num)s publication is due soon", "%(num)s publications are due soon", len(found)),
        why=_("The media plan has them in the next 14 days, or had them before today."),
        action=_("To the media plan"),
        day=attrgetter("day"),
        late=any(row.day < today() for row in found),
        owner=PR_OFFICER,
        icon="calendar",
    )


def bare() -> list[Card]:
    """What was published and has neither a link nor a file."""
    found = waiting(RECORD)
    return card_of(
        found,
        thing,
        f"{PAGE}?proof=missing",
        title=ngettext(
            "%(num)s publication has neither link nor file",
            "%(num)s publications have neither link nor file",
            len(found),
        ),
        why=_("A screenshot or the page itself proves it, as long as it can still be found."),
        action=_("Add what proves it"),
        day=attrgetter("day"),
        owner=PR_OFFICER,
        icon="megaphone",
    )


def thing(row: Found) -> Thing:
    """One publication with its day."""
    return Thing(text=title_of(row), href=f"{PAGE}/{row.id}", missing=format_short_date(row.day))
