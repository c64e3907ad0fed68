"""What of organisations waits for the team."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.organisations.queries import Partner, proposed
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.web.week import Card, Thing, card_of

PAGE = "/registry/organisations"


def week() -> list[Card]:
    """Partners of the plan that are not in the register yet."""
    found = proposed() if actor().everywhere("organisation.record") else []
    return card_of(
        found,
        thing,
        PAGE,
        title=ngettext(
            "%(num)s partner of the plan is not in the register yet",
            "%(num)s partners of the plan are not in the register yet",
            len(found),
        ),
        why=_("One click brings them over from the plan."),
        action=_("Bring them in"),
        owner=COORDINATOR,
        icon="group",
    )


def thing(partner: Partner) -> Thing:
    """One partner of the plan."""
    return Thing(text=partner.name, href=PAGE)
