"""What of reviews waits for whoever collects them."""

from __future__ import annotations

from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.reviews.queries import RECORD, UNPROVEN, Found, waiting
from services.events.reviews.wording import networks
from shared.access import actor
from shared.i18n import format_short_date
from shared.language.roles import PR_OFFICER
from shared.web.week import Card, Thing, card_of

PAGE = "/events/reviews"


def week() -> list[Card]:
    """Reviews with neither a link nor a screenshot."""
    found = waiting() if actor().can(RECORD) else []
    return card_of(
        found,
        thing,
        f"{PAGE}?state={UNPROVEN}",
        title=ngettext(
            "%(num)s review has neither link nor screenshot",
            "%(num)s reviews have neither link nor screenshot",
            len(found),
        ),
        why=_("A review that can be deleted tomorrow is proven by a picture of today."),
        action=_("Add what proves it"),
        day=attrgetter("written_on"),
        owner=PR_OFFICER,
        icon="megaphone",
    )


def thing(row: Found) -> Thing:
    """One review with its day."""
    text, day = networks()[row.network], format_short_date(row.written_on)
    return Thing(text=text, href=f"{PAGE}/{row.id}", missing=day)
