"""What of initiative groups waits for whoever works with them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.groups.queries import (
    DUE,
    RECORD,
    STATE,
    UNPROVEN,
    Found,
    is_due,
    to_be_visited,
    waiting,
)
from shared.access import actor
from shared.language.roles import PARTNER_REP
from shared.spoken import name_of, place_words
from shared.web.week import Card, Thing, card_of

PAGE = "/registry/groups"


def week() -> Iterator[Card]:
    """Groups without their protocol, groups to be visited again."""
    if actor().can(RECORD):
        yield from without_protocol()
        yield from to_visit()


def without_protocol() -> list[Card]:
    """Groups nothing shows to have been founded."""
    found = waiting(STATE == UNPROVEN)
    return card_of(
        found,
        thing,
        f"{PAGE}?state={UNPROVEN}",
        title=ngettext(
            "%(num)s initiative group has no founding protocol",
            "%(num)s initiative groups have no founding protocol",
            len(found),
        ),
        why=_("The protocol or the signed list of its members proves that a group was founded."),
        action=_("Attach the protocol"),
        day=attrgetter("formed_on"),
        owner=PARTNER_REP,
        icon="group",
    )


def to_visit() -> list[Card]:
    """Groups nobody has asked for three months whether they last."""
    found = waiting(is_due())
    return card_of(
        found,
        thing,
        f"{PAGE}?lasts={DUE}",
        title=ngettext(
            "%(num)s initiative group is to be visited",
            "%(num)s initiative groups are to be visited",
            len(found),
        ),
        why=_("Three months after its founding each is asked three questions: does it last?"),
        action=_("Write down the visit"),
        day=to_be_visited,
        owner=PARTNER_REP,
        icon="clock",
    )


def thing(row: Found) -> Thing:
    """One group with its village."""
    return Thing(text=name_of(row), href=f"{PAGE}/{row.id}", missing=place_words(row.settlement))
