"""What of the leaders' pool waits for whoever keeps it."""

from __future__ import annotations

from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.leaders.queries import RECORD, UNASKED, Found, unasked
from shared.access import actor
from shared.language.roles import PARTNER_REP
from shared.spoken import place_words
from shared.web.week import Card, Thing, card_of

PAGE = "/registry/leaders"


def week() -> list[Card]:
    """Leaders nobody has asked whether they may be contacted."""
    found = unasked() if actor().can(RECORD) else []
    return card_of(
        found,
        thing,
        f"{PAGE}?state={UNASKED}",
        title=ngettext(
            "%(num)s leader of the pool has not agreed to be contacted",
            "%(num)s leaders of the pool have not agreed to be contacted",
            len(found),
        ),
        why=_("Without consent nobody of the pool is written to or called."),
        action=_("Enter the consent"),
        day=attrgetter("joined_on"),
        owner=PARTNER_REP,
        icon="people",
    )


def thing(row: Found) -> Thing:
    """One leader with his village."""
    return Thing(text=row.name, href=f"{PAGE}/{row.id}", missing=place_words(row.settlement))
