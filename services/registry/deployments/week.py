"""What the centre refused of this home and waits for somebody to put it right."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.deployments.listing import SHOWN, Untaken, untaken
from services.registry.deployments.queries import refused_above, sends_up
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """Records of this home that the centre does not take."""
    looks = actor().everywhere("deployment.retry") and sends_up()
    found = [untaken(each) for each in refused_above(SHOWN)] if looks else []
    return card_of(
        found,
        thing,
        "/registry/deployments/above/refused",
        title=ngettext(
            "The centre does not take %(num)s record", "The centre does not take %(num)s records", len(found)
        ),
        why=_("They count here, and nowhere in the project, until they are put right."),
        action=_("See why"),
        owner=COORDINATOR,
        icon="globe",
    )


def thing(row: Untaken) -> Thing:
    """One record with why it is not taken."""
    return Thing(text=" ".join(filter(None, (row.what, row.called))), href=row.page, missing=row.why)
