"""People of two deployments who may be one, for who decides that at the centre."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.reports.doubles.wording import nameless, shared
from services.reports.identities.queries import Pair, open_pairs
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.web.week import Card, Thing, card_of

PAGE = "/reports/doubles"


def week() -> list[Card]:
    """Pairs who may be one person."""
    found = open_pairs() if actor().everywhere("double.decide") else []
    return card_of(
        found,
        thing,
        PAGE,
        title=ngettext(
            "%(num)s person may be known to two deployments",
            "%(num)s people may be known to two deployments",
            len(found),
        ),
        why=_("Until somebody decides, each counts as a person of their own."),
        action=_("Decide"),
        owner=COORDINATOR,
        icon="people",
    )


def thing(pair: Pair) -> Thing:
    """Two people with what holds them together. No name: reminders of a card are mailed and kept, and a name
    goes with the agreement to tell it."""
    return Thing(text=f"{nameless(pair.first)} – {nameless(pair.second)}", href=PAGE, missing=shared(pair))
