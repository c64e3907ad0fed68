"""What of village plans waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.regions.wording import region_name
from services.registry.village_plans.queries import IN_WORK, RECORD, UNPROVEN, Found, waiting
from shared.access import actor
from shared.language.roles import PARTNER_REP
from shared.spoken import place_words
from shared.web.week import Card, Thing, card_of

PAGE = "/registry/village-plans"


def week() -> Iterator[Card]:
    """Plans no village approved yet, and approved ones without the protocol."""
    if actor().can(RECORD):
        yield from in_work()
        yield from unproven()


def in_work() -> list[Card]:
    """Plans in work."""
    found = waiting(IN_WORK)
    return card_of(
        found,
        thing,
        f"{PAGE}?state={IN_WORK}",
        title=ngettext("%(num)s village plan is in work", "%(num)s village plans are in work", len(found)),
        why=_("A plan counts from the day the village approves it."),
        action=_("Finish the plan"),
        owner=PARTNER_REP,
        icon="map",
    )


def unproven() -> list[Card]:
    """Approved plans without the protocol."""
    found = waiting(UNPROVEN)
    return card_of(
        found,
        thing,
        f"{PAGE}?state={UNPROVEN}",
        title=ngettext(
            "%(num)s approved village plan has no protocol on file",
            "%(num)s approved village plans have no protocol on file",
            len(found),
        ),
        why=_("What has no paper is not proven to the grantor."),
        action=_("Attach a file"),
        day=attrgetter("approved_on"),
        owner=PARTNER_REP,
        icon="evidence",
    )


def thing(row: Found) -> Thing:
    """One plan."""
    return Thing(text=place_words(row.settlement), href=f"{PAGE}/{row.id}", missing=region_name(row.region))
