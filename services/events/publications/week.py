"""What of publications waits for whoever enters them."""

from __future__ import annotations

from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.publications.queries import Found, waiting
from shared.access import actor
from shared.i18n import format_short_date
from shared.language.roles import PR_OFFICER
from shared.web.week import Card, Thing, card_of

RECORD, PAGE = "publication.record", "/events/publications"


def week() -> list[Card]:
    """What was published and has neither a link nor a file."""
    found = waiting(RECORD) if actor().can(RECORD) else []
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
        day=attrgetter("issued_on"),
        owner=PR_OFFICER,
        icon="megaphone",
    )


def thing(row: Found) -> Thing:
    """One publication with its day."""
    return Thing(text=row.title, href=f"{PAGE}/{row.id}", missing=format_short_date(row.issued_on))
