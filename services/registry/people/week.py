"""What of people waits for whoever corrects their records."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.people.queries import Pair, pairs
from services.registry.people.wording.pages import match_words
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.web.week import Card, Thing, card_of

PAGE = "/registry/people/doubts"


def week() -> list[Card]:
    """Pairs who may be one person."""
    found = pairs("open") if actor().can("person.edit") else []
    return card_of(
        found,
        thing,
        PAGE,
        title=ngettext(
            "%(num)s pair may be one and the same person",
            "%(num)s pairs may be one and the same person",
            len(found),
        ),
        why=_("Until somebody decides, each counts as a person of their own."),
        action=_("Decide"),
        owner=COORDINATOR,
        icon="people",
    )


def thing(pair: Pair) -> Thing:
    """Two people with why they may be one."""
    names = f"{pair.first.name} – {pair.second.name}"
    return Thing(text=names, href=PAGE, missing=match_words(pair.reasons))
