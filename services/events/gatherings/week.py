"""What of gatherings waits for somebody this week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.events.gatherings.listing import Line, address_of, lines
from services.events.gatherings.models import Gathering
from services.events.gatherings.queries import ANY, PASSED, Found, held_without, in_state, waiting
from services.events.gatherings.wording.names import short_days
from services.events.gatherings.wording.proofs import named
from services.events.projects.wording import region_options
from shared.access import actor
from shared.clock import today
from shared.language.roles import PARTNER_REP
from shared.spoken import place_words, title_of
from shared.web.week import Card, Thing, card_of

RECORD, PAGE = "gathering.record", "/events/gatherings"
AHEAD, BEHIND = timedelta(days=14), timedelta(days=180)


def week() -> Iterator[Card]:
    """What has passed and is not told, what comes, what was held and lacks papers."""
    if actor().can(RECORD):
        yield from passed()
        yield from coming()
        yield from unproven()


def passed() -> list[Card]:
    """Planned for a day that has gone by: was it held?"""
    found = waiting(RECORD, in_state(PASSED))
    return card_of(
        found,
        planned,
        f"{PAGE}?status={PASSED}&sort=date",
        title=ngettext(
            "%(num)s gathering had its day: was it held?",
            "%(num)s gatherings had their day: were they held?",
            len(found),
        ),
        why=_("Until it is recorded as held, with its people, it counts in no figure."),
        action=_("Say how it went"),
        day=attrgetter("starts_on"),
        late=True,
        owner=PARTNER_REP,
        icon="calendar",
    )


def coming() -> list[Card]:
    """What is planned for the next fourteen days."""
    found = waiting(RECORD, in_state("planned"), Gathering.starts_on.between(today(), today() + AHEAD))
    return card_of(
        found,
        planned,
        f"{PAGE}?status=planned&sort=date",
        title=ngettext(
            "%(num)s gathering in the next two weeks", "%(num)s gatherings in the next two weeks", len(found)
        ),
        why=_("Invite people; have the programme and the list to be signed at hand."),
        action=_("Prepare"),
        day=attrgetter("starts_on"),
        owner=PARTNER_REP,
        icon="calendar",
    )


def unproven() -> list[Card]:
    """What was held lately and still lacks papers."""
    found = lines(waiting(RECORD, held_without(ANY), Gathering.starts_on >= today() - BEHIND))
    return card_of(
        found,
        lacking,
        f"{PAGE}?missing={ANY}&sort=-date",
        title=ngettext(
            "%(num)s gathering was held and lacks papers",
            "%(num)s gatherings were held and lack papers",
            len(found),
        ),
        why=_("What has no paper is not proven to the grantor."),
        action=_("Attach a file"),
        day=attrgetter("row.starts_on"),
        owner=PARTNER_REP,
        icon="evidence",
    )


def planned(row: Found) -> Thing:
    """One gathering with its day."""
    return Thing(text=titled(row), href=f"{PAGE}/{row.id}", missing=short_days(row.starts_on, row.ends_on))


def lacking(line: Line) -> Thing:
    """One gathering with what it lacks."""
    return Thing(text=titled(line.row), href=address_of(line), missing=named(line.missing))


def titled(row: Found) -> str:
    """A gathering with its place."""
    where = place_words(row.settlement) or dict(region_options(None)).get(row.region, row.region)
    return f"{title_of(row)}, {where}"
