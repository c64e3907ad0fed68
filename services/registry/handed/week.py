"""What came down and waits for somebody here."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from services.registry.handed.queries import ACCEPT, proposals
from services.registry.plans.models import Plan
from services.registry.plans.wording.pages import topic_of
from shared.access import actor
from shared.language.roles import COORDINATOR
from shared.web.week import Card, Thing, card_of


def week() -> list[Card]:
    """New versions of plans that were handed down and nobody accepted yet."""
    found = proposals() if actor().everywhere(ACCEPT) else []
    title = ngettext(
        "A new version of the plan came from above",
        "New versions of %(num)s plans came from above",
        len(found),
    )
    return card_of(
        found,
        thing,
        "/registry/handed",
        title=title,
        why=_("Until you accept it, everything here goes on by the version in force."),
        action=_("See what it changes"),
        owner=COORDINATOR,
        icon="plan",
    )


def thing(plan: Plan) -> Thing:
    """One plan with the version that waits."""
    version = _("version %(number)s", number=plan.no)
    return Thing(text=topic_of(plan.project), href=f"/registry/plans/{plan.id}/acceptance", missing=version)
