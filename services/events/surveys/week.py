"""What of surveys waits for whoever keys them in."""

from __future__ import annotations

from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.surveys.queries import ENDED, RECORD, Found, waiting
from shared.access import actor
from shared.language.roles import CENTER_OPERATOR
from shared.spoken import title_of
from shared.web.week import Card, Thing, card_of

PAGE = "/events/surveys"


def week() -> list[Card]:
    """Surveys that are over while sheets are out."""
    found = waiting() if actor().can(RECORD) else []
    return card_of(
        found,
        thing,
        f"{PAGE}?state={ENDED}",
        title=ngettext(
            "%(num)s survey is over: its questionnaires are to be keyed in",
            "%(num)s surveys are over: their questionnaires are to be keyed in",
            len(found),
        ),
        why=_("What is not keyed in is missing in the share and in the response rate."),
        action=_("Key them in"),
        day=attrgetter("closes_on"),
        owner=CENTER_OPERATOR,
        icon="edit",
    )


def thing(row: Found) -> Thing:
    """One survey with how many sheets are still out."""
    left = row.issued - row.answered
    missing = ngettext("%(num)s sheet is out", "%(num)s sheets are out", left)
    return Thing(text=title_of(row), href=f"{PAGE}/{row.id}/rows", missing=missing)
