"""What the centre refused of this home and waits for somebody to put it right; names another side offers or
asks for."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.deployments.listing import Untaken, untaken
from services.registry.deployments.models import ABOVE, Deployment
from services.registry.deployments.queries import offered_names, refused_above, sends_up, waiting
from shared.access import actor
from shared.language.roles import ADMIN, COORDINATOR
from shared.web.week import MOST_NAMED, Card, Thing

PAGE = "/registry/deployments"
HERE = f"{PAGE}/above/refused"


def week() -> list[Card]:
    """Records of this home that the centre does not take; names that are offered."""
    many = waiting().refused if actor().everywhere("deployment.retry") and sends_up() else 0
    offers = offered_names() if actor().everywhere("deployment.manage") else []
    return ([card(many)] if many else []) + ([names_card(offers)] if offers else [])


def names_card(offers: list[Deployment]) -> Card:
    """Installations that offer that names of participants go up, and wait for an answer."""
    pages = [
        Thing(text=each.name, href=PAGE if each.side == ABOVE else f"{PAGE}/{each.id}") for each in offers
    ]
    return Card(
        count=len(pages),
        things=tuple(pages[:MOST_NAMED]),
        href=pages[0].href,
        title=_("Names of participants: the other side offers that they go up"),
        why=_("Until this side agrees, none does. It may be declined."),
        action=_("Answer the offer"),
        owner=ADMIN,
        icon="globe",
    )


def card(many: int) -> Card:
    """So many records, the first of them by name."""
    return Card(
        count=many,
        things=tuple(thing(untaken(each)) for each in refused_above(MOST_NAMED)[:MOST_NAMED]),
        href=HERE,
        title=ngettext(
            "The centre does not take %(num)s record", "The centre does not take %(num)s records", many
        ),
        why=_("They count here, and nowhere in the project, until they are put right."),
        action=_("See why"),
        owner=COORDINATOR,
        icon="globe",
    )


def thing(row: Untaken) -> Thing:
    """One record with why it is not taken."""
    return Thing(text=" ".join(filter(None, (row.what, row.called))), href=row.page or HERE, missing=row.why)
