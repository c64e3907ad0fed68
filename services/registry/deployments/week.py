"""What the centre refused of this home and waits for somebody to put it right."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.deployments.listing import Untaken, untaken
from services.registry.deployments.queries import refused_above, sends_up, waiting
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.web.week import MOST_NAMED, Card, Thing

HERE = "/registry/deployments/above/refused"


def week() -> list[Card]:
    """Records of this home that the centre does not take."""
    many = waiting().refused if actor().everywhere("deployment.retry") and sends_up() else 0
    return [card(many)] if many else []


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
